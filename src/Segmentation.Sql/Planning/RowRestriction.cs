using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Sql;

/// <summary>
/// Which rows of a path can matter to an evaluation: what all that look at them have in common, or, where there are only a
/// few of these, what any of them asks. A row that is left out satisfies nothing that counts rows. Immutable.
/// </summary>
internal sealed class RowRestriction
{
    // Beyond so many alternatives the database takes longer to test them than to send the rows.
    private const int MostAlternatives = 4;

    // More conditions than any restriction has.
    private const int MostNodes = 1000;

    private readonly LiveTables _tables;
    private readonly CompositionDialect _dialect;
    private readonly ScanPath _path;
    private readonly Frame _frame;
    private readonly IReadOnlyList<IReadOnlyList<PredicateNode>> _alternatives;

    private RowRestriction(
        LiveTables tables, CompositionDialect dialect, ScanPath path, Frame frame, IReadOnlyList<IReadOnlyList<PredicateNode>> alternatives)
    {
        _tables = tables;
        _dialect = dialect;
        _path = path;
        _frame = frame;
        _alternatives = alternatives;
    }

    /// <summary>The names of the attributes that decide.</summary>
    public IEnumerable<string> Attributes =>
        _alternatives.SelectMany(a => a).SelectMany(PlainConditions.NamesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The restriction for uses of a path's rows; null when all rows may matter, or the database cannot tell exactly.</summary>
    public static RowRestriction? Create(LiveTables tables, ScanPath path, DateTimeOffset asOf, IEnumerable<RowUse> uses)
    {
        PredicateNode?[] asked = [.. uses.Select(u => u.Where).Distinct()];
        if (path.Steps.Count == 0 || asked.Length == 0 || asked.Contains(null) || tables.Dialect.Composition is not { } dialect)
            return null;
        var all = new RowRestriction(tables, dialect, path, new Frame(asOf), []);
        List<PredicateNode>[] conjuncts = [.. asked.Select(where => Conjuncts(where!).Where(all.IsTestable).ToList())];
        IEnumerable<PredicateNode> common = conjuncts.Aggregate((IEnumerable<PredicateNode>)conjuncts[0], (left, right) => left.Intersect(right));
        if (common.Any())
            return new RowRestriction(tables, dialect, path, all._frame, [[.. common]]);
        return conjuncts.Length <= MostAlternatives && conjuncts.All(c => c.Count > 0)
            ? new RowRestriction(tables, dialect, path, all._frame, conjuncts)
            : null;
    }

    /// <summary>The condition on rows of a statement.</summary>
    public string Condition(RowSelection rows)
    {
        SegmentTranslator translator = Translator(rows.Values);
        return Logic.Any([.. _alternatives.Select(all => Logic.All([.. all.Select(p => translator.OfRow(p, ScopeOf(p.Domain, _path))!)]))]);
    }

    /// <summary>The rows of a path's statement, by the domains that conditions on them speak of.</summary>
    public static RowScope ScopeOf(DomainNode rows, ScanPath path)
    {
        RowScope? scope = null;
        foreach ((DomainNode domain, string alias, LiveTable table) in RowsOf(rows, path))
            scope = scope is null ? RowScope.Of(domain, new SqlRow(alias, table, table.Table, table.Shape)) : scope.With(domain, new SqlRow(alias, table, table.Table, table.Shape));
        return scope!;
    }

    private static IEnumerable<PredicateNode> Conjuncts(PredicateNode where) => where is GroupNode { All: true } group ? group.Children : [where];

    /// <summary>A domain and those above it that the path's statement joins: all but the root's.</summary>
    private static IEnumerable<(DomainNode Domain, string Alias, LiveTable Table)> RowsOf(DomainNode rows, ScanPath path)
    {
        for (DomainNode? domain = rows; domain is { Table.Path.Length: > 0 }; domain = domain.Parent)
        {
            int level = domain.Table.Path.AsSpan().Count('.') + 1;
            yield return (domain, RowSelection.Alias(level), path.TableAt(level));
        }
    }

    private bool IsTestable(PredicateNode predicate) =>
        new PlainConditions(_tables, RowsOf(predicate.Domain, _path).ToDictionary(r => r.Domain, r => r.Table.Table)).Include(predicate)
        && Translator(new StatementParameters(_tables.Dialect.Parameter)).OfRow(predicate, ScopeOf(predicate.Domain, _path)) is not null;

    // The statement has an alias for each level of the path.
    private SegmentTranslator Translator(StatementParameters parameters) =>
        new(_tables, _dialect, _frame, parameters, MostNodes) { FirstAlias = _path.Tables.Count };
}
