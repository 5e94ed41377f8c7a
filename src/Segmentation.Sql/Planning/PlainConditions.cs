using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// Which conditions a database tests in less time than it takes to send a row: those on columns of the row itself, of the
/// rows above it and of rows that it refers to. Immutable.
/// </summary>
/// <param name="tables">The tables there are.</param>
/// <param name="rows">Where the columns of each domain are.</param>
internal sealed class PlainConditions(LiveTables tables, IReadOnlyDictionary<DomainNode, MappedTable> rows)
{
    public bool Include(PredicateNode predicate) => predicate switch
    {
        ConstantNode => true,
        GroupNode group => group.Children.All(Include),
        NotNode not => Include(not.Predicate),
        AncestorNode ancestor => Include(ancestor.Predicate),
        ReferredNode referred => rows.ContainsKey(referred.Domain) && Referred(referred.Predicate.Domain).Include(referred.Predicate),
        CompareNode compare => !tables.Dialect.IsDynamicallyTyped && Include(compare.Value) && Include(compare.Other),
        PresentNode or RangeNode or NumberInNode or TextNode or SetNode => Include(((ValueLeaf)predicate).Value),
        _ => false,
    };

    /// <summary>The names of what conditions ask for, as people know them.</summary>
    public static IEnumerable<string> NamesOf(PredicateNode predicate) => predicate switch
    {
        GroupNode group => group.Children.SelectMany(NamesOf),
        NotNode not => NamesOf(not.Predicate),
        AncestorNode ancestor => NamesOf(ancestor.Predicate),
        ReferredNode referred => NamesOf(referred.Predicate),
        CompareNode compare => [.. NamesOf(compare.Value), .. NamesOf(compare.Other)],
        ValueLeaf leaf => NamesOf(leaf.Value),
        _ => [],
    };

    private static IEnumerable<string> NamesOf(ValueNode value) => value switch
    {
        ColumnNode column => [$"{column.Domain.Entity.Name}.{column.Attribute.Name}"],
        AncestorValueNode ancestor => NamesOf(ancestor.Value),
        ReferredValueNode referred => NamesOf(referred.Value),
        _ => [],
    };

    private bool Include(ValueNode value) => value switch
    {
        ColumnNode column => rows.TryGetValue(column.Domain, out MappedTable? table)
            && table.Attributes.TryGetValue(column.Attribute.Name, out MappedAttribute? mapped)
            && mapped.Place is InColumn && !IsTakenApart(column.Attribute.Type),
        AncestorValueNode ancestor => Include(ancestor.Value),
        ReferredValueNode referred => rows.ContainsKey(referred.Domain) && Referred(referred.Value.Domain).Include(referred.Value),
        _ => false,
    };

    /// <summary>Whether the database would have to make numbers of texts, which takes longer than to read the row.</summary>
    private bool IsTakenApart(AttributeType type) => tables.Dialect.IsDynamicallyTyped && type is AttributeType.Decimal or AttributeType.Instant;

    private PlainConditions Referred(DomainNode target) =>
        new(tables, new Dictionary<DomainNode, MappedTable>(rows) { [target] = tables[target.Entity.Name].Table });
}
