using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>
/// Lays bound nodes on a host's maps: each node becomes a cell over the rows that it is asked of, equal ones the same cell.
/// A node over shared rows becomes one for each way that leads to them. Used while a plan is built, by one thread.
/// </summary>
internal sealed partial class CellBuilder
{
    private readonly MatchSources _sources;
    private readonly List<Step> _steps = [];
    private readonly Dictionary<(DomainNode Domain, RowsCell Parent), RowsCell> _rows = [];
    private readonly Dictionary<(DomainNode Domain, ReferenceRelation Relation, RowsCell Parent), RowsCell> _referred = [];
    private readonly Dictionary<(ValueNode Value, RowsCell Rows), ValueCell> _values = [];
    private readonly Dictionary<(PredicateNode Predicate, RowsCell Rows), PredicateCell> _predicates = [];

    public CellBuilder(MatchSources sources, DomainNode subject)
    {
        _sources = sources;
        Subject = Place(new SubjectRows(RowsCount++, subject, sources.Subject));
    }

    public SubjectRows Subject { get; }

    /// <summary>In the order in which a match takes them.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    public Cuts Cuts { get; } = new();

    public int RowsCount { get; private set; }

    public int NumberCount { get; private set; }

    public int TextCount { get; private set; }

    public int SetCount { get; private set; }

    public int PredicateCount { get; private set; }

    public T Place<T>(T step)
        where T : Step
    {
        step.PlaceAt(_steps.Count);
        _steps.Add(step);
        return step;
    }

    public NumberCell Numbers(ValueNode value, RowsCell rows) => (NumberCell)Value(value, rows);

    public TextCell Texts(ValueNode value, RowsCell rows) => (TextCell)Value(value, rows);

    public ValueCell Value(ValueNode value, RowsCell rows)
    {
        if (!_values.TryGetValue((value, rows), out ValueCell? cell))
            _values.Add((value, rows), cell = Place(Create(value, rows)));
        return cell;
    }

    public PredicateCell Predicate(PredicateNode predicate, RowsCell rows)
    {
        if (!_predicates.TryGetValue((predicate, rows), out PredicateCell? cell))
            _predicates.Add((predicate, rows), cell = Place(Create(predicate, rows)));
        return cell;
    }
}
