using Segmentation.Predicates;

namespace Segmentation.Binding;

/// <summary>A value that a name or a computation leads to, and what a leaf must know of its type.</summary>
internal sealed record BoundValue(ValueNode Node, AttributeType Type)
{
    public bool IsCaseSensitive { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The unit of an elapsed time, whose node is the instant it counts from.</summary>
    public ElapsedUnit Unit { get; init; }

    /// <summary>The entity whose rows form a tree over a set's values; null for a flat set.</summary>
    public HierarchyNode? Hierarchy { get; init; }

    /// <summary>Whether the value is a quotient that is compared but never rounded.</summary>
    public bool IsQuotient { get; init; }

    /// <summary>The steps from the condition's row to the row that has the value, first step first; empty for the row's own.</summary>
    public IReadOnlyList<Hop> Hops { get; init; } = [];
}

/// <summary>One step over a to-one relation: the domains it starts from and leads to, and how a row finds the other.</summary>
internal abstract record Hop(DomainNode From, DomainNode To)
{
    /// <summary>By key.</summary>
    public sealed record Referred(DomainNode From, ReferenceRelation Relation, SharedDomain Rows) : Hop(From, Rows);

    /// <summary>To the one row below.</summary>
    public sealed record One(DomainNode From, DomainNode Rows) : Hop(From, Rows);

    /// <summary>To the row above.</summary>
    public sealed record Up(DomainNode From, DomainNode Ancestor) : Hop(From, Ancestor);
}
