using Segmentation.Binding;
using Segmentation.Predicates;

namespace Segmentation;

/// <summary>A segment bound to a schema, as one of a <see cref="SegmentSet"/>. Immutable and safe for concurrent use.</summary>
public sealed partial class BoundSegment
{
    internal BoundSegment(Segment definition, string zone, PredicateNode membership, BoundCondition? conditions)
    {
        Definition = definition;
        Zone = zone;
        Membership = membership;
        Conditions = conditions;
    }

    /// <summary>The definition that was bound.</summary>
    public Segment Definition { get; }

    /// <summary>The time zone in which its calendar days are reckoned.</summary>
    internal string Zone { get; }

    /// <summary>Whether a customer is a member: all of SEMANTICS section 6.</summary>
    internal PredicateNode Membership { get; }

    /// <summary>The conditions as they were authored; null for everyone.</summary>
    internal BoundCondition? Conditions { get; }

    /// <summary>What the settings and the sticky lists ask, each by itself.</summary>
    internal BoundSettings Settings { get; init; } = new();
}
