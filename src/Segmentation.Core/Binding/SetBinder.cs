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

    // The longest chain of references that begins at each segment, itself included.
    private readonly int[] _chains;
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
        _chains = new int[segments.Count];
    }

    /// <summary>Every problem, in the order of the segments.</summary>
    public IEnumerable<Problem> Problems => _problems.OrderBy(p => p.Order).Select(p => p.Problem);

    public BoundSegment?[] Bind()
    {
        for (int i = 0; i < _segments.Count; i++)
            CheckSettings(i);
        foreach (string id in _lists.Segments.Keys.Where(id => !_indexes.ContainsKey(id)).Order(StringComparer.Ordinal))
            _problems.Add((int.MaxValue, new Problem(id, "list.segment", $"The lists name the segment '{id}', which is not among the segments.")));
        for (int i = 0; i < _segments.Count; i++)
            Bind(i);
        return _bound;
    }

    // What a file refused already is not refused again.
    private void CheckSettings(int index)
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
        foreach ((string property, string text) in TextsOf(segment))
        {
            if (TextRules.Complaint(text) is { } complaint)
                Refuse(property, "text.invalid", complaint);
        }

        void Refuse(string property, string code, string message) =>
            _problems.Add((index, new Problem($"segments[{index}].{property}", code, message)));
    }

    private static IEnumerable<(string Property, string Text)> TextsOf(Segment segment) =>
    [
        ("name", segment.Name),
        ("description", segment.Description),
        .. segment.Websites.Select((text, i) => ($"websites[{i}]", text)),
        .. segment.Stores.Select((text, i) => ($"stores[{i}]", text)),
        ("moveToGroup", segment.MoveToGroup ?? ""),
        .. segment.Tags.Select((text, i) => ($"tags[{i}]", text)),
    ];

    private BoundSegment? Bind(int index)
    {
        if (_isBound[index])
            return _bound[index];
        _isBound[index] = true;
        _chains[index] = 1;
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

    /// <summary>What a reference from outside of the segments leads to, once they are bound.</summary>
    public Reference Find(string id) => _indexes.TryGetValue(id, out int index) ? new Reference(_bound[index]?.Membership) : Unknown(id);

    private Reference Unknown(string id)
    {
        string nearest = Spelling.Nearest(id, _indexes.Keys) is { } name ? $"; did you mean '{name}'?" : ".";
        return new Reference(null, "segment.unknown", $"There is no segment '{id}'{nearest}");
    }

    private Reference Refer(string id)
    {
        if (!_indexes.TryGetValue(id, out int index))
            return Unknown(id);
        int start = _underway.IndexOf(index);
        if (start < 0)
            return ReferDown(index);
        string cycle = string.Join(" → ", _underway.Skip(start).Append(index).Select(i => _segments[i].Id));
        return new Reference(null, "segment.cycle", $"The segments refer to each other in a circle: {cycle}; take one reference out.");
    }

    // References nest as conditions do, and what nests without bound ends with the stack.
    private Reference ReferDown(int index)
    {
        int from = _underway[^1];
        if (!_isBound[index] && _underway.Count >= _options.MaxReferenceDepth)
            return TooDeep();
        // One that is refused has been reported, and what refers to it is not reported once more.
        if (Bind(index) is not { } referred)
            return new Reference(null);
        _chains[from] = Math.Max(_chains[from], _chains[index] + 1);
        return _chains[index] < _options.MaxReferenceDepth ? new Reference(referred.Membership) : TooDeep();

        Reference TooDeep() => new(
            null, "segment.depth", $"More than {_options.MaxReferenceDepth} segments refer to each other in a chain; shorten it, or raise the limit MaxReferenceDepth.");
    }
}

/// <summary>What a reference to another segment leads to: its predicate, or the reason why there is none.</summary>
/// <param name="Predicate">Null when it is refused, and when the other segment itself could not be bound.</param>
/// <param name="Code">The problem's code; null when nothing is wrong with the reference.</param>
/// <param name="Message">The problem's sentence.</param>
internal readonly record struct Reference(PredicateNode? Predicate, string? Code = null, string Message = "");
