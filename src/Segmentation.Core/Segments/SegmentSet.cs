using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation;

/// <summary>
/// Segments bound to a schema together, with their sticky lists: one version of what is asked. Equal conditions are
/// shared over all of them. Free of any instant; immutable and safe for concurrent use.
/// </summary>
public sealed class SegmentSet
{
    private readonly Dictionary<string, int> _indexes;
    private readonly BoundSegment[] _segments;

    private SegmentSet(SegmentSchema schema, BoundSegment[] segments, NodeFactory factory)
    {
        Schema = schema;
        _segments = segments;
        Segments = [.. segments.Select(s => s.Definition)];
        Plan = new EvaluationPlan(factory, factory.Subject(schema.Subject), segments.Select(s => s.Membership));
        Externals = ExternalPlan.Of(segments.Select(s => s.Membership));
        _indexes = segments.Select((s, i) => (s.Definition.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
    }

    /// <summary>The schema that the conditions are bound to.</summary>
    public SegmentSchema Schema { get; }

    /// <summary>The definitions, in the order they were given.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>How many different leaves all conditions together test.</summary>
    public int DistinctLeaves => Plan.Leaves.Count;

    internal EvaluationPlan Plan { get; }

    /// <summary>What the host must be asked; null when nothing.</summary>
    internal ExternalPlan? Externals { get; }

    /// <summary>In the order of <see cref="Segments"/>.</summary>
    internal IReadOnlyList<BoundSegment> Bound => _segments;

    /// <summary>A bound segment by its id. Constant time.</summary>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    public BoundSegment this[string id] => _segments[IndexOf(id)];

    /// <summary>Binds definitions. Cost grows with the number of conditions.</summary>
    /// <param name="schema">What the conditions speak of.</param>
    /// <param name="segments">The definitions; ids are unique, and those they refer to are among them.</param>
    /// <param name="lists">The sticky lists; null for none.</param>
    /// <param name="options">Limits and defaults; null for the default ones.</param>
    /// <exception cref="SegmentDefinitionException">Something is wrong; every problem of every definition is listed.</exception>
    public static SegmentSet Bind(
        SegmentSchema schema, IReadOnlyList<Segment> segments, SegmentLists? lists = null, BindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Bind(schema, new SegmentDocument(segments, []), lists, options);
    }

    /// <summary>Binds what was read from a file; the file's own problems and those of binding are reported together.</summary>
    /// <param name="schema">What the conditions speak of.</param>
    /// <param name="document">What was read.</param>
    /// <param name="lists">The sticky lists; null for none.</param>
    /// <param name="options">Limits and defaults; null for the default ones.</param>
    /// <exception cref="SegmentDefinitionException">Something is wrong; every problem is listed.</exception>
    public static SegmentSet Bind(
        SegmentSchema schema, SegmentDocument document, SegmentLists? lists = null, BindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(document);
        var factory = new NodeFactory();
        var binder = new SetBinder(schema, document.Segments, lists ?? SegmentLists.Empty, options ?? new BindOptions(), factory);
        BoundSegment?[] bound = binder.Bind();
        Problem[] problems = [.. document.Problems, .. binder.Problems];
        if (problems.Length > 0)
            throw new SegmentDefinitionException(problems);
        return new SegmentSet(schema, bound!, factory);
    }

    internal int IndexOf(string id) => _indexes.TryGetValue(id, out int index)
        ? index
        : throw new KeyNotFoundException($"There is no segment '{id}' in the set.");
}
