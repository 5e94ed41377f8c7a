using System.Linq.Expressions;

namespace Segmentation;

/// <summary>
/// A row that the schema selects among others by what attributes equal, and that a host has as a part: as the selection
/// says what these attributes are, they need not be stored.
/// </summary>
internal sealed class SelectedPart
{
    private readonly Dictionary<string, object> _values;

    private SelectedPart(SelectedRelation relation, Dictionary<string, object> values)
    {
        Relation = relation;
        _values = values;
    }

    public SelectedRelation Relation { get; }

    /// <summary>Whether the selection says what the attribute is.</summary>
    public bool Says(string attribute) => _values.ContainsKey(attribute);

    /// <summary>The relation as a part; null when it selects by more than what attributes equal, so that a part may not be it.</summary>
    public static SelectedPart? Of(SchemaRelation relation, SegmentSchema schema)
    {
        if (relation is not SelectedRelation { Selection.Where: { Match: Match.All, Are: true } where } selected)
            return null;
        SchemaEntity target = schema.FindEntity(relation.Target)!;
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (Condition condition in where.Conditions)
        {
            if (condition is not AttributeCondition equal || equal.Operator != Operator.Equal
                || target.FindAttribute(equal.Attribute) is not { Computation: null } attribute
                || Value(attribute.Type, equal.Value) is not { } value
                || !values.TryAdd(attribute.Name, value))
            {
                return null;
            }
        }

        return new SelectedPart(selected, values);
    }

    /// <summary>The attributes that the selection says, as if the host's class stored them.</summary>
    public IEnumerable<AttributeDeclaration> Constants(Type type) => _values.Select(v => AttributeDeclaration.Constant(v.Key, v.Value, type));

    /// <summary>Maps the relations that parts are selected from as the rows of those parts.</summary>
    public static void Combine(EntityMapping mapping, Action<string, string, string> report)
    {
        var parts = mapping.Relations.Where(r => r.Relation is SelectedRelation).GroupBy(r => ((SelectedRelation)r.Relation).Selection.Relation).ToArray();
        foreach (IGrouping<string, RelationMapping> group in parts)
        {
            if (mapping.FindRelation(group.Key) is not null)
            {
                foreach (RelationMapping part in group)
                {
                    report($"{mapping.Path}.{part.Relation.Name}", "map.relation",
                        $"'{group.Key}' is mapped as well, and '{part.Relation.Name}' is one of its rows; leave '{part.Relation.Name}' out and map the attributes it is chosen by, or leave '{group.Key}' out.");
                }
            }
            else
            {
                mapping.Add(Combine(mapping, mapping.Entity.FindRelation(group.Key)!, [.. group], report));
            }
        }
    }

    private static RelationMapping Combine(
        EntityMapping mapping, SchemaRelation relation, RelationMapping[] parts, Action<string, string, string> report)
    {
        ParameterExpression owner = Expression.Parameter(mapping.Type, "owner");
        Expression[] rows = [.. parts.Select(p => Expression.Invoke(p.Value!, owner))];
        if (parts is [{ Target: { } only }])
        {
            Expression row = Expression.Call(typeof(PartRow), nameof(PartRow.Only), [only.Type], rows[0]);
            return new RelationMapping(relation, Expression.Lambda(row, owner), only, null) { Parts = parts };
        }

        foreach (RelationMapping part in parts.Where(p => p.Target!.Relations.Count > 0))
        {
            report($"{mapping.Path}.{part.Relation.Name}", "map.relation",
                $"Several parts make up '{relation.Name}', and their rows can have no relations of their own; map '{relation.Name}' itself.");
        }

        Expression all = Expression.Call(
            typeof(PartRow), nameof(PartRow.Of), null, Expression.NewArrayInit(typeof(object), rows.Select(r => Expression.Convert(r, typeof(object)))));
        return new RelationMapping(relation, Expression.Lambda(all, owner), Union([.. parts.Select(p => p.Target!)]), null) { Parts = parts };
    }

    /// <summary>What all of some mappings of one entity have, over rows of any of them.</summary>
    private static EntityMapping Union(EntityMapping[] mappings)
    {
        var union = new EntityMapping(mappings[0].Entity, typeof(PartRow), string.Join(" and ", mappings.Select(m => m.Path)));
        foreach (AttributeMapping attribute in mappings[0].Attributes)
        {
            AttributeMapping?[] ways = [.. mappings.Select(m => m.FindAttribute(attribute.Attribute.Name))];
            if (!ways.Contains(null))
                union.Add(Union(attribute.Attribute, mappings, ways!));
        }

        return union;
    }

    private static AttributeMapping Union(SchemaAttribute attribute, EntityMapping[] mappings, AttributeMapping[] ways)
    {
        ParameterExpression row = Expression.Parameter(typeof(PartRow), "row");
        ParameterExpression column = Expression.Parameter(typeof(ColumnBuilder), "column");
        SwitchCase[] cases =
        [
            .. ways.Select((way, i) => Expression.SwitchCase(
                Expression.Invoke(way.Append, Expression.Invoke(way.Value, Expression.Convert(Expression.Property(row, nameof(PartRow.Row)), mappings[i].Type)), column),
                Expression.Constant(i))),
        ];
        return new AttributeMapping(
            attribute,
            Expression.Lambda(row, row),
            Expression.Lambda(Expression.Switch(Expression.Property(row, nameof(PartRow.Part)), cases), row, column));
    }

    private static object? Value(AttributeType type, Operand? operand) => (type, operand) switch
    {
        (AttributeType.Text or AttributeType.Choice, Operand.Text text) => text.Value,
        (AttributeType.Boolean, Operand.Boolean truth) => truth.Value,
        (AttributeType.Decimal, Operand.Number number) => number.Value,
        (AttributeType.Integer, Operand.Number number) when decimal.IsInteger(number.Value) => (long)number.Value,
        _ => null,
    };
}
