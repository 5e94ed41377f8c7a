using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Transactions;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

/// <summary>
/// The store in tables, the same for every database and every way to connect: one transaction a call, on a connection of
/// its own. Who writes takes locks in one order, so that nobody waits in a circle: leases, the version of all definitions,
/// segments, sequence numbers, and then the rest.
/// </summary>
internal sealed partial class SqlSegmentStore : ISegmentStore, IDisposable
{
    private const int Attempts = 3;

    private readonly Func<CancellationToken, ValueTask<StoreSession>> _open;
    private readonly StoreDialect _dialect;
    private readonly StoreSettings _settings;
    private readonly SemaphoreSlim? _turn;

    /// <summary>Creates a store.</summary>
    /// <param name="open">Gives a connection for one call.</param>
    /// <param name="dialect">The database's dialect, for the kind of keys.</param>
    /// <param name="settings">What it works by.</param>
    public SqlSegmentStore(Func<CancellationToken, ValueTask<StoreSession>> open, StoreDialect dialect, StoreSettings settings)
    {
        _open = open;
        _dialect = dialect;
        _settings = settings;
        _turn = dialect.HasOneWriter ? new SemaphoreSlim(1, 1) : null;
    }

    /// <summary>The database's dialect.</summary>
    public StoreDialect Dialect => _dialect;

    /// <inheritdoc/>
    public KeyKind KeyKind => _dialect.KeyKind;

    /// <inheritdoc/>
    public void Dispose() => _turn?.Dispose();

    /// <summary>Reads by a single statement.</summary>
    private ValueTask<T> ReadAsync<T>(Func<StoreWork, Task<T>> read, CancellationToken ct) => RepeatAsync(read, ct);

    /// <summary>Reads by several statements, which all see one state of the database.</summary>
    private ValueTask<T> ReadOneStateAsync<T>(Func<StoreWork, Task<T>> read, CancellationToken ct) => RepeatAsync(
        async work =>
        {
            await work.BeginReadingAsync().ConfigureAwait(false);
            try
            {
                return await read(work).ConfigureAwait(false);
            }
            finally
            {
                await work.EndReadingAsync().ConfigureAwait(false);
            }
        },
        ct);

    /// <summary>Writes in one transaction. What is thrown in it undoes everything.</summary>
    private async ValueTask<T> WriteAsync<T>(Func<StoreWork, Task<T>> write, CancellationToken ct)
    {
        if (_turn is not null)
            await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await RepeatAsync(TransactAsync, ct).ConfigureAwait(false);
        }
        finally
        {
            _turn?.Release();
        }

        async Task<T> TransactAsync(StoreWork work)
        {
            await work.BeginAsync().ConfigureAwait(false);
            try
            {
                T answer = await write(work).ConfigureAwait(false);
                await work.CommitAsync().ConfigureAwait(false);
                return answer;
            }
            finally
            {
                await work.EndAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask WriteAsync(Func<StoreWork, Task> write, CancellationToken ct) => await WriteAsync(
        async work =>
        {
            await write(work).ConfigureAwait(false);
            return true;
        },
        ct).ConfigureAwait(false);

    /// <summary>Does some work, and anew as far as the host has said so.</summary>
    private async ValueTask<T> RepeatAsync<T>(Func<StoreWork, Task<T>> attempt, CancellationToken ct)
    {
        // An ambient transaction of the host's is not the store's: it may end long after, or be rolled back, when others
        // have read what was committed.
        using var apart = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        if (_settings.Retries is not { } retries)
            return await AttemptAsync(attempt, static (_, _) => { }, ct).ConfigureAwait(false);
        SegmentStoreException? last = null;
        try
        {
            return await retries.RunAsync(token => AttemptAsync(attempt, Offer, token), ct).ConfigureAwait(false);
        }
        catch (Exception error) when (last is not null && (error == last.InnerException || error.InnerException == last.InnerException))
        {
            throw last;
        }

        // The host decides by what its database said, and is asked only where nothing can have been done.
        void Offer(StoreWork? work, SegmentStoreException failure)
        {
            if (failure.InnerException is not DbException error || work is { IsRepeatable: false } or { IsCommitting: true })
                return;
            last = failure;
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>
    /// Gives a connection to some work, and does it anew when the database gave up its transaction for another one's sake,
    /// or when the connection turns out to be dead at the first statement, as those of a pool are after a restart.
    /// </summary>
    private async Task<T> AttemptAsync<T>(Func<StoreWork, Task<T>> attempt, Action<StoreWork?, SegmentStoreException> failed, CancellationToken ct)
    {
        for (int number = 1; ; number++)
        {
            StoreWork? work = null;
            try
            {
                StoreSession session = await OpenAsync(ct).ConfigureAwait(false);
                await using (session.ConfigureAwait(false))
                    return await attempt(work = new StoreWork(session, _dialect, _settings, ct)).ConfigureAwait(false);
            }
            catch (SegmentStoreException failure) when (number < Attempts && work is not null && MayRepeat(work, failure))
            {
                ct.ThrowIfCancellationRequested();
            }
            catch (SegmentStoreException failure)
            {
                failed(work, failure);
                throw;
            }
        }
    }

    private bool MayRepeat(StoreWork work, SegmentStoreException failure) => failure.InnerException is DbException error && _dialect.TroubleOf(error).Kind switch
    {
        StoreTroubleKind.Conflict => work.IsRepeatable,
        StoreTroubleKind.Disconnected => work.Done == 0,
        _ => false,
    };

    private async ValueTask<StoreSession> OpenAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return await _open(ct).ConfigureAwait(false);
        }
        catch (DbException error)
        {
            throw _settings.Failure(_dialect, "connect", error);
        }
    }

    private static async Task<long> NumberAsync(StoreWork work, string name, bool locks = false) => await work.FindNumberAsync(
        $"read {name}",
        $"SELECT value FROM {Numbers} WHERE name = {name}{(locks ? work.Dialect.ForUpdate : new StoreFragment(""))}").ConfigureAwait(false) ?? throw work.Unprepared();

    private SubjectKey Checked(SubjectKey key) => key.Kind == KeyKind
        ? key
        : throw new ArgumentException($"The key '{key}' is of kind {key.Kind}, and the store's keys are of kind {KeyKind}.", nameof(key));
}
