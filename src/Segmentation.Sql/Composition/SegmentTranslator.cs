using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Sql;

/// <summary>
/// Turns segments' memberships into conditions over the host's tables, for one instant. What the database would not answer
/// exactly is refused; the rest is translated all the same, so that every refusal is reported. Every literal, list and
/// instant is a parameter. For the conditions of one statement.
/// </summary>
internal sealed partial class SegmentTranslator : ConditionTranslator<string, RowScope>
{
    private readonly LiveTables _tables;
    private readonly CompositionDialect _dialect;
    private readonly StatementParameters _parameters;
    private int _aliases;

    /// <param name="tables">The tables there are.</param>
    /// <param name="dialect">How the database compares.</param>
    /// <param name="frame">The instant.</param>
    /// <param name="parameters">Takes the values.</param>
    /// <param name="limit">How many nodes a segment may have, those of segments that it refers to included.</param>
    public SegmentTranslator(LiveTables tables, CompositionDialect dialect, Frame frame, StatementParameters parameters, int limit)
        : base(frame, limit)
    {
        _tables = tables;
        _dialect = dialect;
        _parameters = parameters;
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
    public string? OfRow(PredicateNode predicate, RowScope scope) => Whole(predicate, scope);

    /// <summary>A row of the subject's table.</summary>
    public SqlRow Subject()
    {
        LiveTable table = _tables[_tables.Schema.Subject.Name];
        return new SqlRow(NewAlias(), table, table.Table, table.Shape);
    }

    /// <summary>Whether a row of the subject is a member of a segment.</summary>
    /// <exception cref="CompositionRefusedException">The database would not answer it exactly; every condition that is at fault is listed.</exception>
    public string Membership(BoundSegment segment, SqlRow row) => Membership(segment, RowScope.Of(segment.Membership.Domain, row), _dialect.Name);

    protected override string Constant(bool value) => Logic.Constant(value);

    protected override string Given(bool value) => $"{_parameters.Add(value ? 1L : 0L)} = 1";

    protected override string All(params string?[] conditions) => Logic.All(conditions);

    protected override string Any(params string[] conditions) => Logic.Any(conditions);

    protected override string Not(string condition) => Logic.Not(condition);

    protected override Question.Has Asked(SetNode set) => new(set.Literals, set.All, set.IsCaseSensitive) { Hierarchy = set.Hierarchy };

    protected override string IsListed(ListedNode listed, RowScope scope)
    {
        SqlRow row = scope[listed.Domain];
        KeyKind kind = row.Owner!.KeyKind!.Value;
        SubjectKey[] keys = [.. listed.Keys.Select(k => SubjectKey.Parse(k, kind)).OfType<SubjectKey>()];
        return _dialect.IsKeyAmong(KeyOf(row), kind, row.Owner.Key!.Type, keys, _parameters);
    }

    private string NewAlias() => $"t{_aliases++}";
}
