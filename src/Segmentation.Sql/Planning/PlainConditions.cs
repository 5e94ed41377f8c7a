using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// Which conditions a database tests in less time than it takes to send a row: those on columns of the row itself and of
/// the rows above it, and on which rows it refers to.
/// </summary>
internal static class PlainConditions
{
    /// <summary>Whether a condition is one.</summary>
    /// <param name="predicate">The condition.</param>
    /// <param name="dialect">The dialect of the database.</param>
    /// <param name="tables">Where the columns of each domain are that the statement has rows of.</param>
    public static bool Include(PredicateNode predicate, SqlDialect dialect, IReadOnlyDictionary<DomainNode, MappedTable> tables)
    {
        return predicate switch
        {
            ConstantNode => true,
            GroupNode group => group.Children.All(c => Include(c, dialect, tables)),
            NotNode not => Include(not.Predicate, dialect, tables),
            AncestorNode ancestor => Include(ancestor.Predicate, dialect, tables),
            ReferredNode referred => tables.ContainsKey(referred.Domain),
            CompareNode compare => !dialect.IsDynamicallyTyped && IsColumn(compare.Value) && IsColumn(compare.Other),
            // What lies below a value in a tree is found sooner in process.
            SetNode { Hierarchy: not null } => false,
            PresentNode or RangeNode or NumberInNode or TextNode or SetNode => IsColumn(((ValueLeaf)predicate).Value),
            _ => false,
        };

        bool IsColumn(ValueNode value) => value switch
        {
            ColumnNode column => tables.TryGetValue(column.Domain, out MappedTable? table)
                && table.Attributes.TryGetValue(column.Attribute.Name, out MappedAttribute? mapped)
                && mapped.Place is InColumn && !IsTakenApart(column.Attribute.Type),
            AncestorValueNode ancestor => IsColumn(ancestor.Value),
            _ => false,
        };

        // To make numbers of texts takes the database longer than to send the row.
        bool IsTakenApart(AttributeType type) => dialect.IsDynamicallyTyped && type is AttributeType.Decimal or AttributeType.Instant;
    }

    /// <summary>What conditions ask for, as people know it.</summary>
    public static IEnumerable<string> NamesOf(PredicateNode predicate) => predicate switch
    {
        GroupNode group => group.Children.SelectMany(NamesOf),
        NotNode not => NamesOf(not.Predicate),
        AncestorNode ancestor => NamesOf(ancestor.Predicate),
        ReferredNode referred => [$"{referred.Domain.Entity.Name}.{referred.Relation.Name}"],
        CompareNode compare => [NameOf(compare.Value), NameOf(compare.Other)],
        ValueLeaf leaf => [NameOf(leaf.Value)],
        _ => [],
    };

    private static string NameOf(ValueNode value) => value switch
    {
        ColumnNode column => $"{column.Domain.Entity.Name}.{column.Attribute.Name}",
        AncestorValueNode ancestor => NameOf(ancestor.Value),
        _ => throw new InvalidOperationException($"The value {value.GetType().Name} is no column."),
    };
}
