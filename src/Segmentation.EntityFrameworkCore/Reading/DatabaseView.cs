using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// One unchanging view of a database for several readings at once, by a transaction that sees nothing later. How that is
/// had differs by provider. Transactions are begun in SQL, as execution strategies that retry refuse those that EF knows of.
/// </summary>
internal abstract class DatabaseView : IAsyncDisposable
{
    /// <summary>Whether a reading is read to its end before it gives anything, as its connection serves one query at a time.</summary>
    public virtual bool IsWhole => false;

    /// <summary>Opens a view.</summary>
    /// <param name="create">Makes contexts, which the view disposes.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="ct">Cancels the opening.</param>
    public static async Task<DatabaseView> OpenAsync(
        Func<CancellationToken, Task<DbContext>> create, DbContext first, Provider provider, CancellationToken ct)
    {
        DatabaseView view = provider switch
        {
            Provider.Sqlite => new SharedConnectionView(first),
            Provider.PostgreSql => new ExportedSnapshotView(create, first),
            _ => new SequentialView(first, provider == Provider.SqlServer ? IsolationLevel.Snapshot : IsolationLevel.RepeatableRead),
        };
        try
        {
            await view.BeginAsync(ct).ConfigureAwait(false);
            return view;
        }
        catch
        {
            await view.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A context to read with, until it is given back; one that others read with, too, takes turns.</summary>
    public abstract ValueTask<ReadingContext> LeaseAsync(CancellationToken ct);

    public abstract ValueTask ReturnAsync(ReadingContext context);

    public abstract ValueTask DisposeAsync();

    protected abstract Task BeginAsync(CancellationToken ct);

    protected static async Task<object?> ExecuteAsync(DbContext context, string sql, CancellationToken ct)
    {
        DbCommand command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = sql;
            return await command.ExecuteScalarAsync(ct).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a transaction that only read, however it stands.</summary>
    protected static async ValueTask CloseAsync(ReadingContext reading, string? end)
    {
        try
        {
            if (end is not null && reading.Context.Database.GetDbConnection().State == ConnectionState.Open)
                await ExecuteAsync(reading.Context, end, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DbException)
        {
            // The connection is broken, and with it the transaction has ended.
        }
        finally
        {
            reading.Dispose();
            await reading.Context.DisposeAsync().ConfigureAwait(false);
        }
    }
}

/// <summary>A context whose connection is inside a view's transaction.</summary>
internal sealed class ReadingContext : IDisposable
{
    private readonly DbConnection _connection;
    private volatile bool _isLost;

    public ReadingContext(DbContext context)
    {
        Context = context;
        _connection = context.Database.GetDbConnection();
        // EF would open a lost connection again, and read on in another state of the database.
        _connection.StateChange += OnStateChange;
    }

    public DbContext Context { get; }

    /// <summary>One reading at a time.</summary>
    public SemaphoreSlim Turns { get; } = new(1, 1);

    /// <exception cref="SegmentSourceException">The connection was lost, and with it the view.</exception>
    public void RequireUnbroken()
    {
        if (_isLost)
            throw new SegmentSourceException("The connection to the database was lost while it was read, and with it the state that was being read; evaluate again.");
    }

    public void Dispose()
    {
        _connection.StateChange -= OnStateChange;
        Turns.Dispose();
    }

    private void OnStateChange(object? sender, StateChangeEventArgs change) =>
        _isLost |= change.CurrentState is ConnectionState.Closed or ConnectionState.Broken;
}

/// <summary>SQLite: several queries at once on one connection. A savepoint is a deferred transaction, or part of the host's own.</summary>
internal sealed class SharedConnectionView(DbContext context) : DatabaseView
{
    private ReadingContext? _reading;

    public override ValueTask<ReadingContext> LeaseAsync(CancellationToken ct) => new(_reading!);

    public override ValueTask ReturnAsync(ReadingContext context) => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => _reading is null ? context.DisposeAsync() : CloseAsync(_reading, "RELEASE segmentation");

    protected override async Task BeginAsync(CancellationToken ct)
    {
        await context.Database.OpenConnectionAsync(ct).ConfigureAwait(false);
        await ExecuteAsync(context, "SAVEPOINT segmentation", ct).ConfigureAwait(false);
        _reading = new ReadingContext(context);
        // The state that is seen begins with the first read.
        await ExecuteAsync(context, "SELECT count(*) FROM sqlite_master", ct).ConfigureAwait(false);
    }
}

/// <summary>PostgreSQL: a connection a reading, all with the snapshot that the first one exports.</summary>
internal sealed class ExportedSnapshotView(Func<CancellationToken, Task<DbContext>> create, DbContext first) : DatabaseView
{
    private const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private readonly Lock _lock = new();
    private readonly Stack<ReadingContext> _idle = [];
    private readonly List<ReadingContext> _all = [];
    private bool _isShared;
    private string? _snapshot;

    // A host whose contexts share one connection has no second one to read with.
    public override bool IsWhole => _isShared;

    public override async ValueTask<ReadingContext> LeaseAsync(CancellationToken ct)
    {
        if (_isShared)
            return _all[0];
        lock (_lock)
        {
            if (_idle.TryPop(out ReadingContext? idle))
                return idle;
        }

        DbContext context = await create(ct).ConfigureAwait(false);
        if (context.Database.GetDbConnection() == first.Database.GetDbConnection())
        {
            await context.DisposeAsync().ConfigureAwait(false);
            _isShared = true;
            return _all[0];
        }

        try
        {
            await context.Database.OpenConnectionAsync(ct).ConfigureAwait(false);
            await ExecuteAsync(context, Begin, ct).ConfigureAwait(false);
            await ExecuteAsync(context, $"SET TRANSACTION SNAPSHOT '{_snapshot}'", ct).ConfigureAwait(false);
        }
        catch
        {
            await context.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return Keep(context);
    }

    public override ValueTask ReturnAsync(ReadingContext context)
    {
        if (!_isShared)
        {
            lock (_lock)
                _idle.Push(context);
        }

        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_all.Count == 0)
            await first.DisposeAsync().ConfigureAwait(false);
        // The first one last: its transaction holds the snapshot.
        for (int i = _all.Count - 1; i >= 0; i--)
            await CloseAsync(_all[i], "ROLLBACK").ConfigureAwait(false);
    }

    protected override async Task BeginAsync(CancellationToken ct)
    {
        await first.Database.OpenConnectionAsync(ct).ConfigureAwait(false);
        await ExecuteAsync(first, Begin, ct).ConfigureAwait(false);
        ReadingContext reading = Keep(first);
        _snapshot = (string)(await ExecuteAsync(first, "SELECT pg_export_snapshot()", ct).ConfigureAwait(false))!;
        _idle.Push(reading);
    }

    private ReadingContext Keep(DbContext context)
    {
        var reading = new ReadingContext(context);
        lock (_lock)
            _all.Add(reading);
        return reading;
    }
}

/// <summary>Any other database: one connection, whose readings come one after another and whole.</summary>
internal sealed class SequentialView(DbContext context, IsolationLevel isolation) : DatabaseView
{
    private ReadingContext? _reading;

    public override bool IsWhole => true;

    public override ValueTask<ReadingContext> LeaseAsync(CancellationToken ct) => new(_reading!);

    public override ValueTask ReturnAsync(ReadingContext context) => ValueTask.CompletedTask;

    // Disposing the context rolls its transaction back.
    public override ValueTask DisposeAsync() => _reading is null ? context.DisposeAsync() : CloseAsync(_reading, null);

    protected override async Task BeginAsync(CancellationToken ct)
    {
        await context.Database.BeginTransactionAsync(isolation, ct).ConfigureAwait(false);
        _reading = new ReadingContext(context);
    }
}
