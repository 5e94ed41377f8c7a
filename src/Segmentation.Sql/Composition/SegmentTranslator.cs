using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Sql;

/// <summary>
/// Turns segments' memberships into conditions over the host's tables, for one instant. What the database would not answer
/// exactly is refused; the rest is translated all the same, so that every refusal is reported. Every literal, list and
/// instant is a parameter. For the conditions of one statement.
/// </summary>
internal sealed partial class SegmentTranslator
{
    private readonly LiveTables _tables;
    private readonly CompositionDialect _dialect;
    private readonly Frame _frame;
    private readonly StatementParameters _parameters;
    private readonly int _limit;
    private readonly List<(object Node, Refusal Refusal)> _refusals = [];
    private int _nodes;
    private int _aliases;

    /// <param name="tables">The tables there are.</param>
    /// <param name="dialect">How the database compares.</param>
    /// <param name="frame">The instant.</param>
    /// <param name="parameters">Takes the values.</param>
    /// <param name="limit">How many nodes a segment may have, those of segments that it refers to included.</param>
    public SegmentTranslator(LiveTables tables, CompositionDialect dialect, Frame frame, StatementParameters parameters, int limit)
    {
        _tables = tables;
        _dialect = dialect;
        _frame = frame;
        _parameters = parameters;
        _limit = limit;
    }

    /// <summary>A SELECT of the keys of a segment's members, as the table has them.</summary>
    /// <exception cref="CompositionRefusedException">The database would not answer it exactly; every condition that is at fault is listed.</exception>
    public static string Members(
        BoundSegment segment, DateTimeOffset asOf, LiveTables tables, CompositionDialect dialect, StatementParameters parameters, int limit)
    {
        var translator = new SegmentTranslator(tables, dialect, new Frame(asOf), parameters, limit);
        return translator.Members(segment, row => translator.Column(row, row.Table.Key.Name));
    }

    /// <summary>A SELECT of the keys of a segment's members, in the form that is asked for.</summary>
    public string Members(BoundSegment segment, Func<SqlRow, string> key)
    {
        SqlRow row = Subject();
        string membership = Membership(segment, row);
        return $"SELECT {key(row)}\nFROM {From(row.Table.Origin, row.Alias)}" + Logic.Where([.. Filters(row.Table, row.Alias), membership]);
    }

    /// <summary>The key of the subject as the store has keys.</summary>
    public string StoredKey(SqlRow row) => _dialect.StoredKey(Column(row, row.Table.Key.Name), row.Owner!.KeyKind!.Value);

    /// <summary>Whether there is a subject with a key that the store has.</summary>
    public string IsSubject(string storedKey)
    {
        SqlRow row = Subject();
        return $"EXISTS (SELECT 1 FROM {From(row.Table.Origin, row.Alias)}{Logic.Where([$"{StoredKey(row)} = {storedKey}", .. Filters(row.Table, row.Alias)])})";
    }

    /// <summary>The number of the first alias that the statement does not have yet.</summary>
    public int FirstAlias { init => _aliases = value; }

    /// <summary>A predicate over a row of a statement; null where the database would not answer it exactly.</summary>
    public string? OfRow(PredicateNode predicate, RowScope scope)
    {
        _refusals.Clear();
        _nodes = 0;
        string condition = Translate(predicate, scope);
        return _refusals.Count == 0 ? condition : null;
    }

    /// <summary>A row of the subject's table.</summary>
    public SqlRow Subject()
    {
        LiveTable table = _tables[_tables.Schema.Subject.Name];
        return new SqlRow(NewAlias(), table, table.Table, table.Shape);
    }

    /// <summary>Whether a row of the subject is a member of a segment.</summary>
    /// <exception cref="CompositionRefusedException">The database would not answer it exactly; every condition that is at fault is listed.</exception>
    public string Membership(BoundSegment segment, SqlRow row)
    {
        _refusals.Clear();
        _nodes = 0;
        string membership = Translate(segment.Membership, RowScope.Of(segment.Membership.Domain, row));
        return _refusals.Count == 0
            ? membership
            : throw new CompositionRefusedException(segment.Definition.Id, RefusedConditions.Of(segment, _refusals, _dialect.Name));
    }

    private string Translate(PredicateNode predicate, RowScope scope)
    {
        if (++_nodes == _limit + 1)
        {
            _refusals.Add((predicate, new Refusal("compose.size",
                $"the segment, with those that it refers to, has more than {_limit} conditions; refer to fewer, or raise the limit MaxComposedNodes")));
        }

        if (_nodes > _limit)
            return Logic.False;
        try
        {
            return predicate switch
            {
                ConstantNode constant => Logic.Constant(constant.Value),
                DatesNode dates => $"{_parameters.Add(IsWithin(dates) ? 1L : 0L)} = 1",
                ListedNode listed => IsListed(listed, scope),
                PresentNode present => Test(present.Value, new Question.Present(), scope),
                RangeNode range => Test(range.Value, Ranged(range.Range), scope),
                NumberInNode list => Test(list.Value, new Question.OneOf(list.List), scope),
                TextNode text => Test(text.Value, new Question.Text(text.Test, text.Literals, text.IsCaseSensitive), scope),
                SetNode set => Test(set.Value, new Question.Has(set.Literals, set.All, set.IsCaseSensitive) { Hierarchy = set.Hierarchy }, scope),
                CompareNode compare => Compare(compare, scope),
                ReferredNode referred => OnReferred(referred.Domain, referred.Relation, referred.Predicate.Domain, scope, inner => Translate(referred.Predicate, inner)),
                AncestorNode ancestor => Translate(ancestor.Predicate, scope),
                ExistsNode exists => Exists(PathTo(exists.Rows, exists.Domain), scope, inner => exists.Where is null ? Logic.True : Translate(exists.Where, inner)),
                NotNode not => Logic.Not(Translate(not.Predicate, scope)),
                GroupNode group => Combine(group, scope),
                OperatorNode operation => throw new Refusal("compose.operator", $"the operator '{operation.Operator.Name}' runs the host's own code"),
                ExternalNode external => throw new Refusal("compose.external", $"'{external.Name}' is answered by the host"),
                _ => throw new InvalidOperationException($"The predicate {predicate.GetType().Name} is unknown."),
            };
        }
        catch (Refusal refusal)
        {
            _refusals.Add((predicate, refusal));
            return Logic.False;
        }
    }

    private string Combine(GroupNode group, RowScope scope)
    {
        string[] parts = [.. group.Children.Select(child => Translate(child, scope))];
        return group.All ? Logic.All(parts) : Logic.Any(parts);
    }

    private bool IsWithin(DatesNode dates) =>
        (dates.StartsAt is null || dates.StartsAt <= _frame.AsOf) && (dates.ExpiresAt is null || _frame.AsOf < dates.ExpiresAt);

    private Question.Between Ranged(BoundRange range) => new(
        range.Low is { } low ? _frame.ValueOf(low) : null, range.LowIncluded,
        range.High is { } high ? _frame.ValueOf(high) : null, range.HighIncluded);

    private string IsListed(ListedNode listed, RowScope scope)
    {
        SqlRow row = scope[listed.Domain];
        KeyKind kind = row.Owner!.KeyKind!.Value;
        SubjectKey[] keys = [.. listed.Keys.Select(k => SubjectKey.Parse(k, kind)).OfType<SubjectKey>()];
        return _dialect.IsKeyAmong(KeyOf(row), kind, row.Owner.Key!.Type, keys, _parameters);
    }

    private string NewAlias() => $"t{_aliases++}";
}
