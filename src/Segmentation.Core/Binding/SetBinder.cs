using Segmentation.Predicates;

namespace Segmentation.Binding;

/// <summary>Binds the segments of a set, each once, those that others refer to first.</summary>
internal sealed class SetBinder
{
    private readonly IReadOnlyList<Segment> _segments;
    private readonly SegmentLists _lists;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly BoundSegment?[] _bound;
    private readonly bool[] _isBound;
    private readonly List<int> _underway = [];
    private readonly List<(int Order, Problem Problem)> _problems = [];
    private readonly SegmentSchema _schema;
    private readonly NodeFactory _factory;
    private readonly BindOptions _options;

    public SetBinder(SegmentSchema schema, IReadOnlyList<Segment> segments, SegmentLists lists, BindOptions options, NodeFactory factory)
    {
        _schema = schema;
        _segments = segments;
        _lists = lists;
        _options = options;
        _factory = factory;
        _bound = new BoundSegment?[segments.Count];
        _isBound = new bool[segments.Count];
    }

    /// <summary>Every problem, in the order of the segments.</summary>
    public IEnumerable<Problem> Problems => _problems.OrderBy(p => p.Order).Select(p => p.Problem);

    public BoundSegment?[] Bind()
    {
        for (int i = 0; i < _segments.Count; i++)
            CheckId(i);
        foreach (string id in _lists.Segments.Keys.Where(id => !_indexes.ContainsKey(id)).Order(StringComparer.Ordinal))
            _problems.Add((int.MaxValue, new Problem(id, "list.segment", $"The lists name the segment '{id}', which is not among the segments.")));
        for (int i = 0; i < _segments.Count; i++)
            Bind(i);
        return _bound;
    }

    // What a file refused already is not refused again.
    private void CheckId(int index)
    {
        Segment segment = _segments[index];
        if (segment.IsIdRefused)
        {
            _indexes.TryAdd(segment.Id, index);
            return;
        }

        if (!Segment.IsId(segment.Id))
            Refuse("id", "segment.id", $"'{segment.Id}' is no id: {Segment.IdRule}.");
        else if (!_indexes.TryAdd(segment.Id, index))
            Refuse("id", "segment.repeated", $"The id '{segment.Id}' is used twice; give the second segment another one.");
        if (segment.StartsAt >= segment.ExpiresAt)
            Refuse("expiresAt", "segment.dates", "The segment expires before it starts; put expiresAt after startsAt.");

        void Refuse(string property, string code, string message) =>
            _problems.Add((index, new Problem($"segments[{index}].{property}", code, message)));
    }

    private BoundSegment? Bind(int index)
    {
        if (_isBound[index])
            return _bound[index];
        _isBound[index] = true;
        _underway.Add(index);
        Segment segment = _segments[index];
        var binder = new Binder(_schema, _factory, _options);
        _bound[index] = binder.BindSegment(
            segment,
            _lists.Segments.GetValueOrDefault(segment.Id),
            $"segments[{index}]",
            Refer);
        foreach (Problem problem in binder.Problems)
            _problems.Add((index, problem));
        _underway.RemoveAt(_underway.Count - 1);
        return _bound[index];
    }

    /// <summary>What a reference to a segment leads to, from within a segment that is being bound or from outside.</summary>
    public Reference Refer(string id)
    {
        if (!_indexes.TryGetValue(id, out int index))
        {
            string nearest = Spelling.Nearest(id, _indexes.Keys) is { } name ? $"; did you mean '{name}'?" : ".";
            return new Reference(null, "segment.unknown", $"There is no segment '{id}'{nearest}");
        }

        int start = _underway.IndexOf(index);
        if (start < 0)
            return new Reference(Bind(index)?.Membership);
        string cycle = string.Join(" → ", _underway.Skip(start).Append(index).Select(i => _segments[i].Id));
        return new Reference(null, "segment.cycle", $"The segments refer to each other in a circle: {cycle}; take one reference out.");
    }
}

/// <summary>What a reference to another segment leads to: its predicate, or the reason why there is none.</summary>
/// <param name="Predicate">Null when it is refused, and when the other segment itself could not be bound.</param>
/// <param name="Code">The problem's code; null when nothing is wrong with the reference.</param>
/// <param name="Message">The problem's sentence.</param>
internal readonly record struct Reference(PredicateNode? Predicate, string? Code = null, string Message = "");
