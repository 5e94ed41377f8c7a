using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Segmentation.Sql.Store;

/// <summary>One transaction, or one reading, of the store on one connection. Not safe for concurrent use.</summary>
internal sealed class StoreWork(StoreSession session, StoreDialect dialect, StoreSettings settings, CancellationToken ct)
{
    private DbTransaction? _transaction;

    public StoreDialect Dialect { get; } = dialect;

    public StoreNames Names { get; } = settings.Names;

    public CancellationToken Ct { get; } = ct;

    /// <summary>How many statements were done.</summary>
    public int Done { get; private set; }

    /// <summary>Whether the work may begin anew in another transaction: nothing was called that could notice.</summary>
    public bool IsRepeatable { get; set; } = true;

    /// <summary>What a host takes part in the transaction by.</summary>
    public StoreTransaction Shared => new(session.Connection, _transaction) { Context = session.Context };

    /// <summary>Whether the commit was begun, after which it may have succeeded whatever the connection said.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>Runs a statement and counts the rows that it changed.</summary>
    public async Task<int> ExecuteAsync(string name, [InterpolatedStringHandlerArgument("")] StoreStatement statement)
    {
        DbCommand command = await CommandAsync(name, statement).ConfigureAwait(false);
        await using (command.ConfigureAwait(false))
        {
            try
            {
                int rows = await command.ExecuteNonQueryAsync(Ct).ConfigureAwait(false);
                Done++;
                return rows;
            }
            catch (DbException error)
            {
                throw Failure(name, error);
            }
        }
    }

    /// <summary>The rows of a statement.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string name, [InterpolatedStringHandlerArgument("")] StoreStatement statement, Func<DbDataReader, T> read)
    {
        DbCommand command = await CommandAsync(name, statement).ConfigureAwait(false);
        await using (command.ConfigureAwait(false))
        {
            try
            {
                DbDataReader reader = await command.ExecuteReaderAsync(Ct).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    var rows = new List<T>();
                    while (await reader.ReadAsync(Ct).ConfigureAwait(false))
                        rows.Add(read(reader));
                    Done++;
                    return rows;
                }
            }
            catch (DbException error)
            {
                throw Failure(name, error);
            }
        }
    }

    /// <summary>The number that a statement gives; null when it gives no row.</summary>
    public async Task<long?> FindNumberAsync(string name, [InterpolatedStringHandlerArgument("")] StoreStatement statement) =>
        await QueryAsync(name, statement, static row => (long?)row.GetInt64(0)).ConfigureAwait(false) is [long number, ..] ? number : null;

    /// <summary>Begins a transaction that writes.</summary>
    public async Task BeginAsync()
    {
        try
        {
            _transaction = await session.Connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, Ct).ConfigureAwait(false);
        }
        catch (DbException error)
        {
            throw Failure("begin", error);
        }
    }

    /// <summary>Makes everything last that was written.</summary>
    public async Task CommitAsync()
    {
        await ObserveAsync(StoreStep.Commit, "").ConfigureAwait(false);
        // Up to here cancelling undoes everything; from here on it could not be told whether it did.
        Ct.ThrowIfCancellationRequested();
        IsCommitting = true;
        try
        {
            await _transaction!.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (DbException error)
        {
            throw Failure(StoreStep.Commit, error);
        }

        await ObserveAsync(StoreStep.Committed, "").ConfigureAwait(false);
    }

    /// <summary>Undoes what was not made to last.</summary>
    public async Task EndAsync()
    {
        try
        {
            if (_transaction is not null)
                await _transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // The connection is gone, and the transaction with it; what went wrong before is thrown already.
        }
    }

    /// <summary>Begins a transaction in which all reads see one state.</summary>
    public Task BeginReadingAsync() => ExecuteAsync("begin", $"{new StoreFragment(Dialect.BeginReading)}");

    /// <summary>Ends what <see cref="BeginReadingAsync"/> began.</summary>
    public async Task EndReadingAsync()
    {
        try
        {
            DbCommand command = session.Connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = "ROLLBACK";
                await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // As when a transaction that writes ends.
        }
    }

    /// <summary>The exception for a store whose numbers are missing.</summary>
    public SegmentStoreException Unprepared() => new($"The store of segments ({Dialect.Name}, {Names}) is not prepared: prepare it first.");

    private SegmentStoreException Failure(string name, DbException error) => settings.Failure(Dialect, name, error);

    private ValueTask ObserveAsync(string name, string text) => settings.Observer?.Invoke(new StoreStep(name, text, session.Connection)) ?? ValueTask.CompletedTask;

    private async Task<DbCommand> CommandAsync(string name, StoreStatement statement)
    {
        Ct.ThrowIfCancellationRequested();
        string text = statement.Text;
        await ObserveAsync(name, text).ConfigureAwait(false);
        DbCommand command = session.Connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = text;
        if (settings.CommandTimeout is { } seconds)
            command.CommandTimeout = seconds;
        for (int i = 0; i < statement.Values.Count; i++)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = Dialect.ParameterName(i);
            parameter.Value = statement.Values[i];
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
