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

    // A statement that is much longer takes longer to send than the rows that it would save.
    private const int MostKeys = 100_000;

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

    /// <summary>The names of the attributes and references that decide.</summary>
    public IEnumerable<string> Asked =>
        _alternatives.SelectMany(a => a).SelectMany(PlainConditions.NamesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The restriction for uses of a path's rows; null when all rows may matter, or the database cannot tell exactly.</summary>
    public static RowRestriction? Create(LiveTables tables, ScanPath path, DateTimeOffset asOf, IEnumerable<RowUse> uses)
    {
        PredicateNode?[] asked = [.. uses.Select(u => u.Where).Distinct()];
        if (path.Steps.Count == 0 || asked.Length == 0 || asked.Contains(null) || tables.Dialect.Composition is not { } dialect)
            return null;
        var all = new RowRestriction(tables, dialect, path, new Frame(asOf), []);
        PredicateNode[][] conjuncts = [.. asked.Select(where => Conjuncts(where!).Where(all.IsTestable).ToArray())];
        PredicateNode[] common = [.. conjuncts[0].Where(c => conjuncts.All(other => other.Contains(c)))];
        PredicateNode[][] alternatives = common.Length > 0 ? [common] : conjuncts;
        return alternatives.Length <= MostAlternatives && alternatives.All(a => a.Length > 0)
            ? new RowRestriction(tables, dialect, path, all._frame, alternatives)
            : null;
    }

    /// <summary>The condition on rows of a statement; null when nothing is left of it.</summary>
    /// <param name="rows">The statement.</param>
    /// <param name="keys">Finds the keys of the rows to which a row has to refer; null when these are not known.</param>
    public string? Condition(RowSelection rows, Func<ReferredNode, IReadOnlyList<SubjectKey>>? keys)
    {
        var known = new Dictionary<ReferredNode, IReadOnlyList<SubjectKey>>();
        PredicateNode[][] alternatives = [.. _alternatives.Select(all => all.Where(p => ReferredIn(p).All(IsKnown)).ToArray())];
        if (alternatives.Any(all => all.Length == 0))
            return null;
        SegmentTranslator translator = Translator(rows.Values);
        return Logic.Any([.. alternatives.Select(all => Logic.All([.. all.Select(p => Condition(p, translator, known, rows.Values)!)]))]);

        bool IsKnown(ReferredNode node)
        {
            if (keys is null)
                return false;
            if (!known.ContainsKey(node))
                known.Add(node, keys(node));
            return known[node].Count <= MostKeys;
        }
    }

    private static IEnumerable<PredicateNode> Conjuncts(PredicateNode where) => where is GroupNode { All: true } group ? group.Children : [where];

    private static IEnumerable<ReferredNode> ReferredIn(PredicateNode predicate) => predicate switch
    {
        ReferredNode referred => [referred],
        GroupNode group => group.Children.SelectMany(ReferredIn),
        NotNode not => ReferredIn(not.Predicate),
        AncestorNode ancestor => ReferredIn(ancestor.Predicate),
        _ => [],
    };

    private bool IsTestable(PredicateNode predicate)
    {
        if (!PlainConditions.Include(predicate, _tables.Dialect, RowsOf(predicate.Domain).ToDictionary(r => r.Domain, r => r.Row.Table)))
            return false;
        var parameters = new StatementParameters(_tables.Dialect.Parameter);
        return Condition(predicate, Translator(parameters), [], parameters) is not null;
    }

    /// <summary>A condition on a row; null where the database would not answer it exactly.</summary>
    private string? Condition(
        PredicateNode predicate, SegmentTranslator translator, Dictionary<ReferredNode, IReadOnlyList<SubjectKey>> keys, StatementParameters parameters)
    {
        switch (predicate)
        {
            case ReferredNode referred:
                return Refers(referred, keys.GetValueOrDefault(referred, []), parameters);
            case AncestorNode ancestor:
                return Condition(ancestor.Predicate, translator, keys, parameters);
            case NotNode not:
                return Condition(not.Predicate, translator, keys, parameters) is { } negated ? Logic.Not(negated) : null;
            case GroupNode group:
                string?[] parts = [.. group.Children.Select(c => Condition(c, translator, keys, parameters))];
                return parts.Contains(null) ? null : group.All ? Logic.All(parts) : Logic.Any(parts);
            default:
                return translator.OfRow(predicate, ScopeOf(predicate.Domain));
        }
    }

    /// <summary>Whether a row refers to one of certain rows.</summary>
    private string? Refers(ReferredNode referred, IReadOnlyList<SubjectKey> keys, StatementParameters parameters)
    {
        SqlRow row = RowsOf(referred.Domain).First().Row;
        if (new PlaceFinder(_tables, []).Reference(row.Table, row.Shape, referred.Relation) is not var (column, kind))
            return null;
        string reference = $"{row.Alias}.{_tables.Dialect.Quote(column.Name)}";
        return _dialect.IsKeyAmong(_tables.Dialect.KeyExpression(reference, kind, column.Type), kind, column.Type, keys, parameters);
    }

    private RowScope ScopeOf(DomainNode rows)
    {
        (DomainNode Domain, SqlRow Row)[] known = [.. RowsOf(rows)];
        return known.Skip(1).Aggregate(RowScope.Of(known[0].Domain, known[0].Row), (scope, next) => scope.With(next.Domain, next.Row));
    }

    /// <summary>A domain and those above it that the path's statement joins: all but the root's.</summary>
    private IEnumerable<(DomainNode Domain, SqlRow Row)> RowsOf(DomainNode rows)
    {
        for (DomainNode? domain = rows; domain is { Table.Path.Length: > 0 }; domain = domain.Parent)
        {
            int level = domain.Table.Path.AsSpan().Count('.') + 1;
            LiveTable table = _path.TableAt(level);
            yield return (domain, new SqlRow(RowSelection.Alias(level), table, table.Table, table.Shape));
        }
    }

    // The statement has an alias for each level of the path.
    private SegmentTranslator Translator(StatementParameters parameters) =>
        new(_tables, _dialect, _frame, parameters, MostNodes) { FirstAlias = _path.Tables.Count };
}
