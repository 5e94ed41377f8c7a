using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>The columns that a table, view or query has in the database, or why it cannot be read. Immutable.</summary>
internal sealed class TableShape
{
    private readonly Dictionary<string, LiveColumn> _columns = new(StringComparer.Ordinal);

    private TableShape(RowOrigin origin, string? refusal)
    {
        Origin = origin;
        Refusal = refusal;
    }

    public RowOrigin Origin { get; }

    /// <summary>What the database said when it was asked; null when the table can be read.</summary>
    public string? Refusal { get; }

    public IReadOnlyCollection<LiveColumn> Columns => _columns.Values;

    /// <summary>The column of that name, or null. Case counts.</summary>
    public LiveColumn? Find(string name) => _columns.GetValueOrDefault(name);

    /// <summary>A column whose name differs in case only, for a message; or null.</summary>
    public string? Similar(string name) => _columns.Keys.FirstOrDefault(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Asks the database, with a statement that has no rows.</summary>
    public static async Task<TableShape> ReadAsync(SqlDatabase database, DbConnection connection, RowOrigin origin, CancellationToken ct)
    {
        SqlDialect dialect = database.Dialect;
        try
        {
            DbCommand command = database.Command(connection, new SqlStatement($"SELECT * FROM {origin.Sql(dialect)} t0 WHERE 1 = 0", []));
            await using (command.ConfigureAwait(false))
            {
                DbDataReader reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                    return Read(dialect, reader, origin);
            }
        }
        catch (DbException refused) when (!refused.IsTransient)
        {
            ct.ThrowIfCancellationRequested();
            return new TableShape(origin, refused.Message);
        }
    }

    private static TableShape Read(SqlDialect dialect, DbDataReader reader, RowOrigin origin)
    {
        var shape = new TableShape(origin, null);
        for (int i = 0; i < reader.FieldCount; i++)
        {
            string typeName = reader.GetDataTypeName(i);
            // Of columns with one name only the first can be asked for.
            shape._columns.TryAdd(reader.GetName(i), new LiveColumn(reader.GetName(i), dialect.TypeOf(typeName, FieldType(reader, i)), typeName));
        }

        return shape;
    }

    // A driver may know no type for what it has not heard of.
    private static Type? FieldType(DbDataReader reader, int ordinal)
    {
        try
        {
            return reader.GetFieldType(ordinal);
        }
        catch (InvalidCastException)
        {
            return null;
        }
    }
}
