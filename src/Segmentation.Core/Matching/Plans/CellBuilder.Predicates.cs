using Segmentation.Predicates;

namespace Segmentation.Matching;

internal sealed partial class CellBuilder
{
    private readonly Dictionary<HierarchyNode, ValueTree> _trees = [];

    private readonly Dictionary<RowsCell, PredicateCell> _there = [];

    /// <summary>Whether there is a row at all.</summary>
    public PredicateCell There(RowsCell rows)
    {
        if (!_there.TryGetValue(rows, out PredicateCell? cell))
            _there.Add(rows, cell = Place(new Always(PredicateCount++, rows, true)));
        return cell;
    }

    private PredicateCell Create(PredicateNode predicate, RowsCell rows) => predicate switch
    {
        ConstantNode constant => new Always(PredicateCount++, rows, constant.Value),
        DatesNode dates => new WithinDates(PredicateCount++, rows, dates),
        PresentNode present => Present(Value(present.Value, rows)),
        RangeNode range => new InRange(PredicateCount++, Numbers(range.Value, rows), Cuts.RangeOf(range.Range)),
        NumberInNode list => new InNumbers(PredicateCount++, Numbers(list.Value, rows), [.. list.List.Select(Cuts.PointOf)]),
        TextNode { Test: TextTest.In } text => new InTexts(PredicateCount++, Texts(text.Value, rows), text),
        TextNode text => new HasPart(PredicateCount++, Texts(text.Value, rows), text),
        SetNode set => new HasMembers(
            PredicateCount++, (SetCell)Value(set.Value, rows), new MemberTable(set.Literals, set.IsCaseSensitive, TreeOf(set.Hierarchy)), set.All),
        OperatorNode operation => new OperatorTest(PredicateCount++, operation, Value(operation.Value, rows)),
        CompareNode compare => new NumberCompare(
            PredicateCount++, Numbers(compare.Value, rows), compare.Comparison, Numbers(compare.Other, rows), compare.Times),
        ReferredNode referred => Gather(referred.Predicate, Referred(referred.Predicate.Domain, referred.Relation, rows), rows),
        AncestorNode ancestor => Gather(Predicate(ancestor.Predicate, Rows(ancestor.Predicate.Domain, rows)), rows),
        ExistsNode exists => Some(exists, rows, Rows(exists.Rows, rows)),
        NotNode not => new Opposite(PredicateCount++, Predicate(not.Predicate, rows)),
        GroupNode group => new RowGroup(PredicateCount++, rows, group.All, [.. group.Children.Select(c => Predicate(c, rows))]),
        ExternalNode external => new StoredAnswer(PredicateCount++, rows, external.Condition, _sources.Answers ?? throw new MatchRefusal(
            $"'{external.Name}' is answered by the host, and live matching does not wait for it: give MatcherOptions.Answers, which says what was answered last")),
        _ => throw new InvalidOperationException($"The predicate {predicate.GetType().Name} is unknown."),
    };

    private PredicateCell Present(ValueCell value) => value switch
    {
        NumberCell number => new NumberPresent(PredicateCount++, number),
        TextCell text => new TextPresent(PredicateCount++, text),
        _ => new SetPresent(PredicateCount++, (SetCell)value),
    };

    private GatheredTest Gather(PredicateNode predicate, RowsCell below, RowsCell rows) =>
        new(PredicateCount++, Predicate(predicate, below), RowMap.Down(rows, below));

    private GatheredTest Gather(PredicateCell above, RowsCell rows) => new(PredicateCount++, above, RowMap.Up(rows, above.Rows));

    private SomeBelow Some(ExistsNode node, RowsCell rows, RowsCell below) =>
        new(PredicateCount++, rows, below, node.Where is null ? null : Predicate(node.Where, below));

    /// <summary>The tree over a set's values; null for a flat set.</summary>
    public ValueTree? TreeOf(HierarchyNode? hierarchy)
    {
        if (hierarchy is null)
            return null;
        if (_trees.TryGetValue(hierarchy, out ValueTree? tree))
            return tree;
        string entity = hierarchy.Rows.Entity.Name;
        if (!_sources.Known.TryGetValue(entity, out KnownRows? known))
        {
            throw new MatchRefusal(
                $"a condition on a value also matches what lies below it in the tree of '{entity}': give its rows by .WithRows(\"{entity}\", map, rows), none where there is no tree");
        }

        EntityMapping mapping = known.Entity.Mapping;
        tree = new ValueTree(
            known,
            MappedRelation(mapping, hierarchy.Parent),
            hierarchy.Names is ColumnNode names ? MappedAttribute(mapping, names.Attribute) : null);
        _trees.Add(hierarchy, tree);
        return tree;
    }
}
