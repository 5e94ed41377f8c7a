namespace Segmentation.Sql.Store;

/// <summary>A host's own rule of when work is repeated whose connection failed, such as an execution strategy.</summary>
internal interface IStoreRetries
{
    /// <summary>Does work until it succeeds, or fails in a way that the rule gives up at.</summary>
    /// <param name="attempt">Begins the work anew, on another connection; throws what the database said.</param>
    /// <param name="ct">Ends it.</param>
    Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken ct);
}
