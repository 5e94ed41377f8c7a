using System.Text.RegularExpressions;

namespace Segmentation;

public sealed partial record Segment
{
    /// <summary>What an id must be, as the end of a message.</summary>
    internal const string IdRule = "write a letter or digit, then at most 63 letters, digits, '.', '_' or '-'";

    /// <summary>Whether the id is one that has been reported as bad or repeated: it names nothing, and is not checked again.</summary>
    internal bool IsIdRefused { get; init; }

    /// <summary>Begins the definition of a segment. It needs <see cref="Where(Func{ConditionBuilder, Condition})"/> or
    /// <see cref="Everyone"/>; everything else has a default.</summary>
    /// <param name="id">The id; its form is checked when the segment is bound or written.</param>
    /// <param name="name">The name for people; null for the id.</param>
    public static Segment Define(string id, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new Segment { Id = id, Name = name ?? id };
    }

    /// <summary>A copy with another description.</summary>
    public Segment Describe(string description) => this with { Description = Given(description) };

    /// <summary>A copy for these customers only.</summary>
    public Segment For(CustomerScope scope) => this with { Scope = scope };

    /// <summary>A copy with these conditions in place of what it had.</summary>
    /// <param name="conditions">Makes the condition that members must satisfy.</param>
    public Segment Where(Func<ConditionBuilder, Condition> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return Where(conditions(new ConditionBuilder()));
    }

    /// <summary>A copy with this condition in place of what it had.</summary>
    /// <param name="condition">What members must satisfy.</param>
    public Segment Where(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return this with { Conditions = condition, IsEveryone = false };
    }

    /// <summary>A copy without conditions, on purpose: everyone in scope is a member.</summary>
    public Segment Everyone() => this with { Conditions = null, IsEveryone = true };

    /// <summary>A copy for customers of these websites only; of all when none is named.</summary>
    public Segment OnWebsites(params IEnumerable<string> websites) => this with { Websites = [.. websites] };

    /// <summary>A copy for customers of these stores only; of all when none is named.</summary>
    public Segment InStores(params IEnumerable<string> stores) => this with { Stores = [.. stores] };

    /// <summary>A copy that has members from this instant on.</summary>
    public Segment StartingAt(DateTimeOffset instant) => this with { StartsAt = instant };

    /// <summary>A copy that has no members from this instant on.</summary>
    public Segment ExpiringAt(DateTimeOffset instant) => this with { ExpiresAt = instant };

    /// <summary>A copy whose calendar days are those of a time zone.</summary>
    /// <param name="timeZone">An IANA time zone, such as <c>Europe/Kyiv</c>; checked when the segment is bound.</param>
    public Segment InTimeZone(string timeZone) => this with { TimeZone = Given(timeZone) };

    /// <summary>A copy that gives its members these tags.</summary>
    public Segment WithTags(params IEnumerable<string> tags) => this with { Tags = [.. tags] };

    /// <summary>A copy with this priority; the smaller number wins.</summary>
    public Segment WithPriority(int priority) => this with { Priority = priority };

    /// <summary>A copy that is refreshed only when it is asked for by name.</summary>
    public Segment RefreshedManually() => this with { Refresh = RefreshMode.Manual };

    /// <summary>A copy that has no members until it is active again.</summary>
    public Segment Inactive() => this with { IsActive = false };

    /// <summary>Whether a text has the form of an id.</summary>
    internal static bool IsId(string text) => IdShape().IsMatch(text);

    private static string Given(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdShape();
}

/// <summary>Steps in the definition of a <see cref="Segment"/> that share their name with the setting they change.</summary>
public static class SegmentSteps
{
    /// <summary>A copy that moves its members to a customer group.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="group">The group.</param>
    /// <param name="priority">Which segment decides for a customer in several, the smaller number; null to keep the segment's.</param>
    public static Segment MoveToGroup(this Segment segment, string group, int? priority = null)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(group);
        return segment with { MoveToGroup = group, Priority = priority ?? segment.Priority };
    }
}
