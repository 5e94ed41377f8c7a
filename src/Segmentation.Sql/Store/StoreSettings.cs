using System.Data.Common;

namespace Segmentation.Sql.Store;

/// <summary>What a store works by, beside its connections and its dialect. Immutable.</summary>
internal sealed record StoreSettings
{
    /// <summary>Where the tables are.</summary>
    public required StoreNames Names { get; init; }

    /// <summary>The tables.</summary>
    public StoreLayoutVersion Layout { get; init; } = StoreLayoutVersion.Current;

    /// <summary>Whether the store makes its tables; else the host's migrations do.</summary>
    public bool MakesTables { get; init; } = true;

    /// <summary>How long a statement may take, in seconds; null for what the connection says.</summary>
    public int? CommandTimeout { get; init; }

    /// <summary>The clock by which leases end; null for the server's, or this computer's where there is no server.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>How the host has work repeated when its connection fails; null when it has not said.</summary>
    public IStoreRetries? Retries { get; init; }

    /// <summary>Told before every statement and around every commit; null for nobody.</summary>
    public Func<StoreStep, ValueTask>? Observer { get; init; }

    /// <summary>A problem of the database as the exception that the store throws.</summary>
    /// <param name="dialect">The database's dialect.</param>
    /// <param name="step">What was being done.</param>
    /// <param name="error">What the database said.</param>
    public SegmentStoreException Failure(StoreDialect dialect, string step, DbException error)
    {
        StoreTrouble trouble = dialect.TroubleOf(error);
        string outcome = step == StoreStep.Commit && trouble.Kind == StoreTroubleKind.Disconnected
            ? " The connection broke during the commit itself, so that everything was written or nothing: ask the store which."
            : "";
        return new SegmentStoreException(
            $"The store of segments ({dialect.Name}, {Names}) failed at the step '{step}': {error.Message.TrimEnd('.')}. {AdviceOn(trouble)}{outcome}", error);
    }

    private string AdviceOn(StoreTrouble trouble) => trouble.Kind == StoreTroubleKind.Missing && !MakesTables
        ? "The store's tables are made by the host's own migrations, and are missing or an earlier version's: add a migration (with Entity Framework Core: dotnet ef migrations add Segmentation), apply it, and start again."
        : trouble.Advice;
}
