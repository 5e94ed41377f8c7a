namespace Segmentation;

/// <summary>
/// The definition of a segment: who is in it, when, and what follows from it. Immutable, equal by content; the fluent
/// methods return a changed copy.
/// </summary>
public sealed partial record Segment
{
    /// <summary>The id: a letter or digit, then up to 63 letters, digits, <c>.</c>, <c>_</c> or <c>-</c>; case-sensitive.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people; the id when none is given.</summary>
    public string Name { get => field ?? Id; init; }

    /// <summary>What it is for; empty when nothing was said.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether it can have members at all.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Which customers it is for.</summary>
    public CustomerScope Scope { get; init; } = CustomerScope.All;

    /// <summary>The websites whose customers it is for; empty for all.</summary>
    public IReadOnlyList<string> Websites { get; init; } = [];

    /// <summary>The stores whose customers it is for; empty for all.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>The first instant at which it has members; null for no limit.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The first instant at which it has none any more; null for no limit.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The IANA time zone in which its calendar days are reckoned; null for the configured default.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the scheduled refresh takes it.</summary>
    public RefreshMode Refresh { get; init; } = RefreshMode.Automatic;

    /// <summary>Which segment decides the group of a customer in several: the smaller number.</summary>
    public int Priority { get; init; }

    /// <summary>The customer group that members are moved to; null for none.</summary>
    public string? MoveToGroup { get; init; }

    /// <summary>The tags that members get; empty for none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What a customer must satisfy; null exactly when <see cref="IsEveryone"/> is set.</summary>
    public Condition? Conditions { get; init; }

    /// <summary>Whether it has no conditions on purpose: everyone in scope is in it.</summary>
    public bool IsEveryone { get; init; }

    /// <summary>Equal when every setting and every condition is.</summary>
    public bool Equals(Segment? other) =>
        other is not null
        && (Id, Name, Description, IsActive, Scope, StartsAt, ExpiresAt, TimeZone) ==
           (other.Id, other.Name, other.Description, other.IsActive, other.Scope, other.StartsAt, other.ExpiresAt, other.TimeZone)
        && (Refresh, Priority, MoveToGroup, IsEveryone) == (other.Refresh, other.Priority, other.MoveToGroup, other.IsEveryone)
        && Websites.SequenceEqual(other.Websites) && Stores.SequenceEqual(other.Stores) && Tags.SequenceEqual(other.Tags)
        && Equals(Conditions, other.Conditions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, Conditions);
}

/// <summary>Which customers a segment is for.</summary>
public enum CustomerScope
{
    /// <summary>Registered customers and guests.</summary>
    All,

    /// <summary>Customers who are not said to be guests.</summary>
    Registered,

    /// <summary>Customers who are guests.</summary>
    Guest,
}

/// <summary>Whether the scheduled refresh takes a segment.</summary>
public enum RefreshMode
{
    /// <summary>It does.</summary>
    Automatic,

    /// <summary>Only when it is asked for by name.</summary>
    Manual,
}
