namespace Segmentation.Refresh;

/// <summary>The options of delivery as they were when the host started.</summary>
internal sealed record DeliverySettings
{
    public DeliverySettings(DeliveryOptions options)
    {
        BatchSize = options.BatchSize;
        Concurrency = options.Concurrency;
        HandlerTimeout = options.HandlerTimeout;
        MaxAttempts = options.MaxAttempts;
        FirstDelay = options.FirstDelay;
        MaxDelay = options.MaxDelay;
    }

    public int BatchSize { get; }

    public int Concurrency { get; }

    public TimeSpan HandlerTimeout { get; }

    public int MaxAttempts { get; }

    public TimeSpan FirstDelay { get; }

    public TimeSpan MaxDelay { get; }

    /// <summary>How long to wait after so many failures.</summary>
    public TimeSpan DelayAfter(int failures)
    {
        double ticks = FirstDelay.Ticks * Math.Pow(2, failures - 1);
        return ticks < MaxDelay.Ticks ? TimeSpan.FromTicks((long)ticks) : MaxDelay;
    }
}
