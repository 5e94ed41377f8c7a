using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>An execution strategy that repeats what failed on a busy database, at once.</summary>
internal sealed class RetryingStrategy(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.Zero)
{
    protected override bool ShouldRetryOn(Exception exception) => exception is SqliteException { SqliteErrorCode: FailingOnce.Busy };
}

/// <summary>Connections of which one cannot be opened; all later ones can.</summary>
internal sealed class FailingOnce : DbConnectionInterceptor
{
    public const int Busy = 5;

    private int _openings;

    /// <summary>How often a connection was to be opened.</summary>
    public int Openings => _openings;

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _openings) == 1 ? throw new SqliteException("The database is busy.", Busy) : new(result);
}
