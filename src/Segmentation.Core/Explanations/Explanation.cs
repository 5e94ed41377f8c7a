using Segmentation.Explanations;

namespace Segmentation;

/// <summary>
/// Why one customer is, or is not, in one segment at one instant: the conditions with their verdicts and the actual values,
/// what decides the answer, and when time alone will change it. Immutable and safe for concurrent use.
/// </summary>
public sealed record Explanation
{
    internal Explanation()
    {
    }

    /// <summary>The name of the subject's entity, such as <c>customer</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The customer's key, as it was read.</summary>
    public required SubjectKey Key { get; init; }

    /// <summary>The segment's id.</summary>
    public required string SegmentId { get; init; }

    /// <summary>The instant that is explained.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether the customer is a member at that instant: what an evaluation answers.</summary>
    public required bool IsMember { get; init; }

    /// <summary>The segment itself; below it its settings and its conditions.</summary>
    public required ExplanationNode Tree { get; init; }

    /// <summary>
    /// Tests that keep the customer in, or would bring the customer in: if all of them came out the other way, the answer
    /// would be the other one, and no smaller part of them would do. They are tests of the customer, not of single rows;
    /// each counts as free to come out either way, whatever the others say. Empty when no outcome of the tests changes
    /// the answer; null when the conditions ask so many tests both ways that the search was given up.
    /// </summary>
    public required IReadOnlyList<DecisiveTest>? Decisive { get; init; }

    /// <summary>
    /// The first instant after <see cref="AsOf"/>, exact to 100 nanoseconds, at which the answer is another one though the
    /// data stays as it is; null when there is none up to <see cref="Horizon"/>.
    /// </summary>
    public required DateTimeOffset? NextChange { get; init; }

    /// <summary>The last instant that was looked at for a change: ten years after <see cref="AsOf"/>.</summary>
    public required DateTimeOffset Horizon { get; init; }

    /// <summary>The explanation for people: an indented tree, LF between lines, the same in every culture.</summary>
    public string ToText() => ExplanationText.Write(this);

    /// <summary>The explanation for programs, as JSON; two spaces a level, LF between lines, the same in every culture.</summary>
    /// <remarks>
    /// <code>
    /// { "subject": "customer", "key": "17", "segment": "vip", "asOf": "2026-01-31T00:00:00Z", "member": false,
    ///   "decisive": [ { "places": [ { "path": "segments[0].conditions", "test": "orders: sum of …", "holds": false } ] } ],
    ///   "nextChange": "2026-03-01T10:00:00.0000001Z", "horizon": "2036-01-31T00:00:00Z",
    ///   "tree": { "kind": "segment", "path": "segments[0]", "test": "…", "holds": false, "children": [ … ] } }
    /// </code>
    /// <c>decisive</c> and <c>nextChange</c> can be null. A node has <c>kind</c>, <c>path</c>, <c>test</c>, <c>holds</c>
    /// (left out where the test is one of rows) and, where it has them, <c>segment</c>, <c>value</c>, <c>comparedWith</c>,
    /// <c>rows</c> and <c>children</c>. A value is <c>{ "type", "value", "text" }</c>, where <c>value</c> is a number, a
    /// truth value, a text, an array of texts, or null where it is missing; dates and instants are texts. Rows are
    /// <c>{ "entity", "count", "satisfying", "examples": [ { "key", "satisfies", "value"? } ] }</c>. A segment that is met
    /// again has <c>"shownAbove": true</c> in place of its children. Properties may be added, never changed.
    /// </remarks>
    public string ToJson() => ExplanationJson.Write(this);

    /// <summary>The same as <see cref="ToText"/>.</summary>
    public override string ToString() => ToText();
}
