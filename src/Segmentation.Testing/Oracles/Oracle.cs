using Segmentation.Testing.Oracles;

namespace Segmentation.Testing;

/// <summary>
/// The plainest evaluator there can be, to compare engines with: for every customer it walks the rows and the conditions
/// as they are written, remembers nothing, and counts in numbers without bounds. Slow by design: its cost is customers ×
/// segments × conditions × rows. Definitions must be valid. Safe for concurrent use when the observer is.
/// </summary>
/// <param name="data">The rows.</param>
/// <param name="observe">Hears, for every row that a leaf is tested on, the leaf's kind and whether it held; null when nobody listens.</param>
public sealed class Oracle(Dataset data, Action<string, bool>? observe = null)
{
    /// <summary>The operators that integrators added, beside those of the model; none by default.</summary>
    public IReadOnlyList<AttributeOperator> Operators { get; init; } = [];

    /// <summary>Whether a customer, by the key as it was read, satisfies an external condition; by default nobody knows, and it throws.</summary>
    public Func<ExternalCondition, string, bool> Answer { get; init; } =
        (condition, _) => throw new InvalidOperationException($"Nobody says who satisfies {condition}.");

    /// <summary>The members of every segment.</summary>
    /// <param name="segments">The segments; those that conditions refer to must be among them.</param>
    /// <param name="lists">Customers who are in or out by hand.</param>
    /// <param name="asOf">The instant of the evaluation, exact to 100 ns.</param>
    /// <param name="defaultZone">The IANA time zone of segments that have none of their own.</param>
    /// <returns>By segment id, the keys of its members as they were read, in key order.</returns>
    /// <exception cref="InvalidOperationException">A definition is not valid.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Evaluate(
        IReadOnlyList<Segment> segments, SegmentLists lists, DateTimeOffset asOf, string defaultZone = "UTC")
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(lists);
        var membership = new Membership(data, segments, lists, asOf, defaultZone, new Plugins(Operators, Answer), observe);
        return segments.ToDictionary(
            segment => segment.Id,
            segment => (IReadOnlyList<string>)[.. data.Subjects
                .Where(customer => membership.IsMember(segment.Id, customer))
                .OrderBy(data.KeyOf, KeyOrder.Instance)
                .Select(customer => customer.Key!)],
            StringComparer.Ordinal);
    }
}
