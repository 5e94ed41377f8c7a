using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>A database: how to connect to it, and its dialect. Safe for concurrent use; owns no connection.</summary>
public abstract class SqlDatabase
{
    /// <summary>What differs from other databases.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>An open connection, which the caller disposes.</summary>
    public abstract ValueTask<DbConnection> OpenConnectionAsync(CancellationToken ct);

    /// <summary>One consistent view of the data, in which several statements may be read at once. The caller disposes it.</summary>
    public abstract ValueTask<SqlSnapshot> OpenSnapshotAsync(CancellationToken ct);

    /// <summary>Inserts many rows, as fast as the database takes them, within a transaction of the caller's.</summary>
    /// <param name="connection">An open connection of this database, with the transaction begun.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns, in the order in which values are written.</param>
    /// <param name="ct">Cancels the opening.</param>
    public virtual ValueTask<SqlRowWriter> OpenWriterAsync(DbConnection connection, SqlName table, IReadOnlyList<SqlColumnType> columns, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<SqlRowWriter>(new InsertWriter(Dialect, connection, table, columns));
    }

    /// <summary>The indexes of a table, for finding which are lacking; null when the database is not asked about indexes.</summary>
    /// <param name="connection">An open connection of this database.</param>
    /// <param name="table">The table.</param>
    /// <param name="ct">Cancels the question.</param>
    public virtual Task<IReadOnlyList<SqlIndex>?> FindIndexesAsync(DbConnection connection, SqlName table, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SqlIndex>?>(null);

    internal DbCommand Command(DbConnection connection, SqlStatement statement)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = statement.Text;
        for (int i = 0; i < statement.Parameters.Count; i++)
            AddParameter(command, i, statement.Parameters[i]);
        return command;
    }

    /// <summary>Adds the parameter that the dialect names by its place.</summary>
    protected virtual void AddParameter(DbCommand command, int index, object value)
    {
        ArgumentNullException.ThrowIfNull(command);
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = Dialect.Parameter(index);
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
