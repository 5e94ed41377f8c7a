namespace Segmentation;

/// <summary>How segments are refreshed. Validated when a host starts, and then copied: later changes have no effect.</summary>
public sealed class RefreshOptions
{
    /// <summary>How many customers are evaluated together, and make one iteration of history and progress; 64 to 1,000,000. Memory grows with it.</summary>
    public int BlockSize { get; set; } = 4096;

    /// <summary>
    /// How long a segment stays reserved for a refresh that gives no sign of life, a second to a day. It is renewed three
    /// times as often, so that this is how long a crashed process keeps others from taking over, and how long a process
    /// may pause without being taken over.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long to wait for segments that another process is refreshing, zero to a day. With zero, the default, they are
    /// reported as busy at once, and the others are refreshed.
    /// </summary>
    public TimeSpan LeaseWait { get; set; } = TimeSpan.Zero;

    /// <summary>How often a waiting process looks whether the segments are free; 10 milliseconds to an hour.</summary>
    public TimeSpan LeasePoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether entering and leaving is written to the outbox, from which handlers receive it.</summary>
    public bool WritesEvents { get; set; } = true;

    /// <summary>Whether a segment's first refresh writes an event a member, with the cause <see cref="MemberChangeCause.Initial"/>.</summary>
    public bool WritesInitialEvents { get; set; } = true;

    /// <summary>Whether blocks of customers are written to history.</summary>
    public bool WritesIterations { get; set; } = true;

    /// <summary>How many customers are moved to groups in one transaction, 1 to 1,000.</summary>
    public int GroupBlockSize { get; set; } = 500;

    /// <summary>How long to wait for another process that is moving customers to groups, zero to a day; moves not made by then are made by the next refresh.</summary>
    public TimeSpan GroupWait { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long history and ended runs are kept by the clean-up, an hour or more.</summary>
    public TimeSpan HistoryRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>What is wrong with the options, each sentence naming the property, the rule and the value.</summary>
    internal IEnumerable<string> Problems() =>
    [
        .. OptionRules.Within(nameof(RefreshOptions), nameof(BlockSize), BlockSize, 64, 1_000_000),
        .. OptionRules.Within(nameof(RefreshOptions), nameof(LeaseDuration), LeaseDuration, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        .. OptionRules.Within(nameof(RefreshOptions), nameof(LeaseWait), LeaseWait, TimeSpan.Zero, TimeSpan.FromDays(1)),
        .. OptionRules.Within(nameof(RefreshOptions), nameof(LeasePoll), LeasePoll, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
        .. OptionRules.Within(nameof(RefreshOptions), nameof(GroupBlockSize), GroupBlockSize, 1, 1000),
        .. OptionRules.Within(nameof(RefreshOptions), nameof(GroupWait), GroupWait, TimeSpan.Zero, TimeSpan.FromDays(1)),
        .. OptionRules.Within(nameof(RefreshOptions), nameof(HistoryRetention), HistoryRetention, TimeSpan.FromHours(1), TimeSpan.MaxValue),
    ];
}
