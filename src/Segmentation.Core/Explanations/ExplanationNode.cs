namespace Segmentation;

/// <summary>One setting or condition of a segment, as it came out for one customer. Immutable.</summary>
public sealed record ExplanationNode
{
    internal ExplanationNode()
    {
    }

    /// <summary>What is tested.</summary>
    public required ExplanationKind Kind { get; init; }

    /// <summary>Where it stands, from the root of the segments: <c>segments[0].conditions.conditions[1]</c>; for a setting its property.</summary>
    public required string Path { get; init; }

    /// <summary>The test for people, such as <c>status is one of 'complete'</c>.</summary>
    public required string Test { get; init; }

    /// <summary>Whether the test holds; null where it is one of single rows, of which <see cref="Rows"/> says how many satisfy it.</summary>
    public bool? Holds { get; init; }

    /// <summary>The segment's id, of a segment and of a reference to one; else null.</summary>
    public string? SegmentId { get; init; }

    /// <summary>The customer's actual value, of a test that compares one; else null.</summary>
    public ExplainedValue? Value { get; init; }

    /// <summary>What a relative or another attribute's value comes to, such as <c>before 2026-01-01T00:00:00Z</c>; null where the test says it already.</summary>
    public string? ComparedWith { get; init; }

    /// <summary>
    /// The rows behind the customer: those that a related or aggregate condition leads to, or those that a condition on
    /// rows was tested on; else null.
    /// </summary>
    public ExplainedRows? Rows { get; init; }

    /// <summary>The parts: of a segment its settings and conditions, of a group its members, of a question about rows its <c>where</c>, of a reference the other segment.</summary>
    public IReadOnlyList<ExplanationNode> Children { get; init; } = [];
}

/// <summary>What a node of an explanation tests.</summary>
public enum ExplanationKind
{
    /// <summary>A whole segment.</summary>
    Segment,

    /// <summary>The segment's active flag.</summary>
    Active,

    /// <summary>The segment's first and last instant.</summary>
    Dates,

    /// <summary>Registered customers, or guests.</summary>
    Scope,

    /// <summary>The segment's websites.</summary>
    Websites,

    /// <summary>The segment's stores.</summary>
    Stores,

    /// <summary>The list of those who are out whatever the conditions say.</summary>
    Excluded,

    /// <summary>The list of those who are in whatever the conditions say.</summary>
    Included,

    /// <summary>That the segment has no conditions, on purpose.</summary>
    Everyone,

    /// <summary>A group of conditions.</summary>
    Combination,

    /// <summary>A comparison of an attribute.</summary>
    Attribute,

    /// <summary>A question about rows.</summary>
    Related,

    /// <summary>A comparison of a figure over rows.</summary>
    Aggregate,

    /// <summary>A reference to another segment.</summary>
    Reference,

    /// <summary>A condition of another type.</summary>
    Other,
}
