namespace Segmentation.Refresh;

/// <summary>The options of a refresh as they were when the host started.</summary>
internal sealed record RefreshSettings
{
    public RefreshSettings(RefreshOptions options)
    {
        BlockSize = options.BlockSize;
        Patience = new LeasePatience(options.LeaseDuration, options.LeaseWait, options.LeasePoll);
        WritesEvents = options.WritesEvents;
        WritesInitialEvents = options.WritesInitialEvents;
        WritesIterations = options.WritesIterations;
        GroupBlockSize = options.GroupBlockSize;
        GroupWait = options.GroupWait;
        HistoryRetention = options.HistoryRetention;
    }

    public int BlockSize { get; }

    public LeasePatience Patience { get; }

    public bool WritesEvents { get; }

    public bool WritesInitialEvents { get; }

    public bool WritesIterations { get; }

    public int GroupBlockSize { get; }

    public TimeSpan GroupWait { get; }

    public TimeSpan HistoryRetention { get; }
}
