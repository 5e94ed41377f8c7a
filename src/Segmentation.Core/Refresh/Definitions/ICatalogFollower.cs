namespace Segmentation.Refresh;

/// <summary>What has the definitions and lists as they were, and is told when they may have changed. Safe for concurrent use.</summary>
internal interface ICatalogFollower
{
    /// <summary>Why it could not take over what is stored now; null when it could.</summary>
    string? Problem { get; }

    /// <summary>Takes over what is stored now. Costs a small question to the store when nothing has changed.</summary>
    Task FollowAsync(CancellationToken ct);
}
