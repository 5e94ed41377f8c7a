using Segmentation.Predicates;

namespace Segmentation.Binding;

/// <summary>What a segment's settings and sticky lists ask of a customer, each by itself; null where they ask nothing.</summary>
internal sealed record BoundSettings
{
    public PredicateNode? Dates { get; init; }

    public PredicateNode? Scope { get; init; }

    public PredicateNode? Websites { get; init; }

    public PredicateNode? Stores { get; init; }

    public PredicateNode? Included { get; init; }

    public PredicateNode? Excluded { get; init; }
}
