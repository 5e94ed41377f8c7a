namespace Segmentation.Hosting;

/// <summary>What a host does for its segments in the background, and when it counts as healthy. Validated when the host starts, and then copied: later changes have no effect.</summary>
public sealed class SegmentationHostingOptions
{
    /// <summary>Whether the host delivers events to its handlers; another process over the same store may.</summary>
    public bool DeliversEvents { get; set; } = true;

    /// <summary>How often the host looks for events when there are none, a millisecond to a day. While there are some it does not pause.</summary>
    public TimeSpan DeliveryInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the host moves customers to groups whom a refresh left: one of a process that cannot, or one at which the host failed.</summary>
    public bool MovesGroups { get; set; } = true;

    /// <summary>How often it looks for such customers, a millisecond to a day.</summary>
    public TimeSpan GroupInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the host's <see cref="SegmentMatcher{T}"/>, when it is in use, is given segments and lists that other processes have changed.</summary>
    public bool FollowsDefinitions { get; set; } = true;

    /// <summary>How often the host asks the store whether they were changed, a millisecond to a day: one number is read.</summary>
    public TimeSpan DefinitionInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the host refuses to start when a stored definition cannot be used; otherwise it logs which.</summary>
    public bool RequiresUsableDefinitions { get; set; }

    /// <summary>How long a segment that is refreshed automatically may go without a refresh before the host is degraded; an hour or more.</summary>
    public TimeSpan MaxRefreshAge { get; set; } = TimeSpan.FromHours(36);

    /// <summary>How long an event may wait for its delivery before the host is degraded; a second or more.</summary>
    public TimeSpan MaxEventAge { get; set; } = TimeSpan.FromHours(1);

    internal IEnumerable<string> Problems()
    {
        TimeSpan tick = TimeSpan.FromMilliseconds(1), day = TimeSpan.FromDays(1);
        return
        [
            .. OptionRules.Within(nameof(SegmentationHostingOptions), nameof(DeliveryInterval), DeliveryInterval, tick, day),
            .. OptionRules.Within(nameof(SegmentationHostingOptions), nameof(GroupInterval), GroupInterval, tick, day),
            .. OptionRules.Within(nameof(SegmentationHostingOptions), nameof(DefinitionInterval), DefinitionInterval, tick, day),
            .. OptionRules.Within(nameof(SegmentationHostingOptions), nameof(MaxRefreshAge), MaxRefreshAge, TimeSpan.FromHours(1), TimeSpan.MaxValue),
            .. OptionRules.Within(nameof(SegmentationHostingOptions), nameof(MaxEventAge), MaxEventAge, TimeSpan.FromSeconds(1), TimeSpan.MaxValue),
        ];
    }
}
