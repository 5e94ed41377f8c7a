namespace Segmentation;

/// <summary>How events are delivered to handlers. Validated when a host starts, and then copied: later changes have no effect.</summary>
public sealed class DeliveryOptions
{
    /// <summary>How many events are taken from the outbox at a time, 1 to 10,000. What became of them is recorded together.</summary>
    public int BatchSize { get; set; } = 200;

    /// <summary>Of how many customers events are delivered side by side, 1 to 1,000.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How long a handler may take for one event, a millisecond to an hour. After it the delivery counts as failed, whether or not the handler heeds its token.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After how many failures an event is given up, 1 to 1,000; it then no longer holds up the customer's other events.</summary>
    public int MaxAttempts { get; set; } = 12;

    /// <summary>How long to wait after the first failure, a millisecond to a day; each further one doubles it.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait after a failure, a millisecond to 30 days.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What is wrong with the options, each sentence naming the property, the rule and the value.</summary>
    internal IEnumerable<string> Problems()
    {
        TimeSpan tick = TimeSpan.FromMilliseconds(1);
        return
        [
            .. OptionRules.Within(nameof(DeliveryOptions), nameof(BatchSize), BatchSize, 1, 10_000),
            .. OptionRules.Within(nameof(DeliveryOptions), nameof(Concurrency), Concurrency, 1, 1000),
            .. OptionRules.Within(nameof(DeliveryOptions), nameof(HandlerTimeout), HandlerTimeout, tick, TimeSpan.FromHours(1)),
            .. OptionRules.Within(nameof(DeliveryOptions), nameof(MaxAttempts), MaxAttempts, 1, 1000),
            .. OptionRules.Within(nameof(DeliveryOptions), nameof(FirstDelay), FirstDelay, tick, TimeSpan.FromDays(1)),
            .. OptionRules.Within(nameof(DeliveryOptions), nameof(MaxDelay), MaxDelay, tick, TimeSpan.FromDays(30)),
        ];
    }
}
