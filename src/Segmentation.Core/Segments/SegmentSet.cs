using Segmentation.Binding;
using Segmentation.Diagnostics;
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
    private readonly Lazy<IReadOnlyList<Problem>> _warnings;

    private SegmentSet(SegmentSchema schema, BoundSegment[] segments, SegmentLists lists, BindOptions options, NodeFactory factory)
    {
        Schema = schema;
        Lists = lists;
        Options = options;
        _segments = segments;
        Segments = [.. segments.Select(s => s.Definition)];
        Plan = new EvaluationPlan(factory, factory.Subject(schema.Subject), segments.Select(s => s.Membership));
        Externals = ExternalPlan.Of(segments.Select(s => s.Membership));
        _indexes = segments.Select((s, i) => (s.Definition.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        _warnings = new Lazy<IReadOnlyList<Problem>>(() => SetDiagnosis.Of(this));
        foreach (BoundSegment segment in segments)
            segment.Join(this);
    }

    /// <summary>The schema that the conditions are bound to.</summary>
    public SegmentSchema Schema { get; }

    /// <summary>The definitions, in the order they were given.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>The sticky lists that the segments were bound with.</summary>
    public SegmentLists Lists { get; }

    /// <summary>The limits and defaults that the segments were bound with.</summary>
    public BindOptions Options { get; }

    /// <summary>How many different leaves all conditions together test.</summary>
    public int DistinctLeaves => Plan.Leaves.Count;

    /// <summary>
    /// What is probably not meant, although it can be evaluated, in the order of the segments: conditions that no customer
    /// can ever satisfy (<c>warning.never</c>) or that every one does (<c>warning.always</c>), a condition that could be
    /// left out without changing anything (<c>warning.branch</c>), a segment that always has another one's members
    /// (<c>warning.duplicate</c>), and one that reads the customer group and moves its members to one
    /// (<c>warning.group</c>). Empty when nothing was found. A warning holds for all data and every instant; that there is
    /// none proves nothing, as looking ends after a while. Sticky lists and a segment's own active flag, dates, scope,
    /// websites and stores make no warning by themselves. Found when first asked for, then kept; the time grows with
    /// the number of conditions: about a millisecond a segment of usual size, a second or two one of a thousand conditions.
    /// </summary>
    public IReadOnlyList<Problem> Warnings => _warnings.Value;

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
        options ??= new BindOptions();
        lists ??= SegmentLists.Empty;
        var factory = new NodeFactory();
        var binder = new SetBinder(schema, document.Segments, lists, options, factory);
        BoundSegment?[] bound = binder.Bind();
        Problem[] problems = [.. document.Problems, .. Limits(document.Segments, options), .. binder.Problems];
        if (problems.Length > 0)
            throw new SegmentDefinitionException(problems);
        return new SegmentSet(schema, bound!, lists, options, factory);
    }

    internal static IEnumerable<Problem> Limits(IReadOnlyList<Segment> segments, BindOptions options)
    {
        int active = segments.Count(s => s.IsActive);
        if (active > options.MaxSegments)
            yield return new Problem("segments", "limit.segments", $"There are {active} active segments, and no more than {options.MaxSegments} may be; deactivate some, or raise the limit MaxSegments.");
    }

    internal int IndexOf(string id) => _indexes.TryGetValue(id, out int index)
        ? index
        : throw new KeyNotFoundException($"There is no segment '{id}' in the set.");
}
