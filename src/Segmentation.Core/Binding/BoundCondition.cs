using Segmentation.Predicates;

namespace Segmentation.Binding;

/// <summary>
/// A condition as it was authored, beside what it was bound to: what explaining and diagnosing walk. Parts that were
/// refused are null.
/// </summary>
internal sealed class BoundCondition(Condition condition, string path, DomainNode domain)
{
    public Condition Condition { get; } = condition;

    /// <summary>Where the condition stands, from the root of what was read.</summary>
    public string Path { get; } = path;

    /// <summary>The rows that it is tested on.</summary>
    public DomainNode Domain { get; } = domain;

    /// <summary>Whether the condition holds, a row of <see cref="Domain"/>.</summary>
    public PredicateNode? Predicate { get; set; }

    /// <summary>The value that an attribute or aggregate condition compares, on <see cref="Domain"/>.</summary>
    public BoundValue? Value { get; set; }

    /// <summary>The rows that a related or aggregate condition leads to.</summary>
    public DomainNode? Rows { get; set; }

    /// <summary>The conditions of a combination; of a related or aggregate condition its <c>where</c>.</summary>
    public List<BoundCondition> Children { get; } = [];
}
