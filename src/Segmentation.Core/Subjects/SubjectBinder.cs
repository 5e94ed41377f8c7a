using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation.Subjects;

/// <summary>
/// Binds columns and a filter beside segments, over the same nodes, so that one pass answers all of them. Collects
/// problems; only without any may a plan be made.
/// </summary>
internal sealed class SubjectBinder
{
    private readonly NodeFactory _factory = new();
    private readonly SegmentSchema _schema;
    private readonly SetBinder _segments;
    private readonly Binder _binder;
    private readonly List<Problem> _problems = [];

    public SubjectBinder(SegmentSchema schema, IReadOnlyList<Segment> segments, SegmentLists lists, BindOptions options)
    {
        _schema = schema;
        _segments = new SetBinder(schema, segments, lists, options, _factory);
        Segments = _segments.Bind();
        _binder = new Binder(schema, _factory, options);
    }

    /// <summary>In the order they were given; null for those with problems.</summary>
    public IReadOnlyList<BoundSegment?> Segments { get; }

    /// <summary>The columns with their values; those with problems are left out.</summary>
    public IReadOnlyList<(BoundColumn Column, BoundValue Value)> Bind(IReadOnlyList<SubjectColumn> columns)
    {
        var bound = new List<(BoundColumn, BoundValue)>();
        var headings = new HashSet<string>(StringComparer.Ordinal);
        HashSet<string> named = [.. columns.Select(c => c.Path)];
        for (int i = 0; i < columns.Count; i++)
        {
            string at = $"columns[{i}]";
            foreach ((string path, string heading) in Paths(columns[i], at, named))
            {
                if (_binder.BindColumn(path, at) is not { } value)
                    break;
                if (!headings.Add(heading))
                    _problems.Add(new Problem(at, "column.repeated", $"The heading '{heading}' is used twice; give one of the columns another heading, or leave it out."));
                bound.Add((new BoundColumn(path, heading, value.Type), value));
            }
        }

        return bound;
    }

    /// <summary>Texts that subjects are named by; those with problems are left out.</summary>
    public IReadOnlyList<BoundValue> BindNames(IReadOnlyList<string> attributes)
    {
        var bound = new List<BoundValue>();
        for (int i = 0; i < attributes.Count; i++)
        {
            string at = $"attributes[{i}]";
            if (_binder.BindColumn(attributes[i], at) is not { } value)
                continue;
            if (value.Type is AttributeType.Text or AttributeType.Choice)
                bound.Add(value);
            else
                _problems.Add(new Problem(at, "naming.type", $"'{attributes[i]}' is no text, and only by a text can a subject be named; leave it out."));
        }

        return bound;
    }

    /// <summary>The filter; null when there is none or it has problems.</summary>
    public PredicateNode? Bind(Condition? filter)
    {
        PredicateNode? bound = filter is null ? null : _binder.BindFilter(filter, "filter", _segments.Find);
        if (bound is not null && ExternalPlan.Of([bound]) is { } external)
            _problems.Add(new Problem("filter", "filter.external", $"The filter asks the host about '{external.Nodes[0].Name}', which only refreshing and previewing a segment do; filter by the stored members of a segment that asks it."));
        return bound;
    }

    /// <summary>Throws when anything was wrong.</summary>
    /// <exception cref="SegmentDefinitionException">Every problem is listed.</exception>
    public void Require()
    {
        Problem[] problems = [.. _segments.Problems, .. _binder.Problems, .. _problems];
        if (problems.Length > 0)
            throw new SegmentDefinitionException(problems);
    }

    /// <summary>What it takes to answer some predicates of the subject and to show some values.</summary>
    public EvaluationPlan Plan(IEnumerable<PredicateNode> predicates, IEnumerable<BoundValue> values)
    {
        SubjectDomain subject = _factory.Subject(_schema.Subject);
        PredicateNode[] asked = [_factory.Constant(subject, true), .. predicates];
        return new EvaluationPlan(new EvaluationPlan(_factory, subject, []), asked, values.Select(v => v.Node), []);
    }

    /// <summary>What a column stands for: itself, or the stored attributes of a row.</summary>
    private IEnumerable<(string Path, string Heading)> Paths(SubjectColumn column, string at, HashSet<string> named)
    {
        if (column.Path != "*" && !column.Path.EndsWith(".*", StringComparison.Ordinal))
            return [(column.Path, column.Heading ?? column.Path)];
        if (column.Heading is not null)
            _problems.Add(new Problem(at, "column.heading", $"'{column.Path}' stands for several columns and takes no heading; name the columns to give them headings."));
        string prefix = column.Path[..^1];
        SchemaEntity? entity = prefix.Length == 0 ? _schema.Subject : _binder.FindEntity(prefix[..^1], at);
        return entity is null
            ? []
            : entity.Attributes.Where(a => a.Computation is null).Select(a => prefix + a.Name).Where(path => !named.Contains(path)).Select(path => (path, path));
    }
}
