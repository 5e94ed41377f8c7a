using Segmentation.Predicates;

namespace Segmentation.Binding;

internal sealed partial class Binder
{
    private int _nodes;

    // The condition whose parts are being bound; null while a schema's own computations are.
    private BoundCondition? _parent;

    // A part that cannot be bound is null: its problem is reported, and the rest is bound all the same.
    private PredicateNode? Bind(Condition condition, Context context, string path)
    {
        if (++_nodes == options.MaxNodes + 1)
            Refuse(path, "condition.size", $"The segment has more than {options.MaxNodes} conditions; split it, or raise the limit MaxNodes.");
        if (context.Depth > options.MaxDepth)
        {
            Refuse(path, "condition.depth", $"The conditions are nested deeper than {options.MaxDepth} levels; flatten them, or raise the limit MaxDepth.");
            return null;
        }

        BoundCondition? parent = _parent;
        var bound = new BoundCondition(condition, _expandedAt ?? path, context.Domain);
        parent?.Children.Add(bound);
        _parent = bound;
        bound.Predicate = condition switch
        {
            CombinationCondition combination => BindCombination(combination, context, path),
            AttributeCondition attribute => BindAttributeCondition(attribute, context, path),
            RelatedCondition related => BindRelated(related, context, path),
            AggregateCondition aggregate => BindAggregateCondition(aggregate, context, path),
            SegmentCondition segment => BindSegmentCondition(segment, context, path),
            CustomCondition custom => BindCustom(custom, context, path),
            _ => null,
        };
        _parent = parent;
        return bound.Predicate;
    }

    private PredicateNode? BindCombination(CombinationCondition combination, Context context, string path)
    {
        if (combination.Conditions.Count == 0)
            Refuse($"{path}.conditions", "condition.empty", "The group is empty; give it a condition, or remove it.");
        var children = new List<PredicateNode>(combination.Conditions.Count);
        for (int i = 0; i < combination.Conditions.Count; i++)
        {
            if (Bind(combination.Conditions[i], context with { Depth = context.Depth + 1 }, $"{path}.conditions[{i}]") is { } child)
                children.Add(combination.Are ? child : factory.Not(child));
        }

        return factory.Group(context.Domain, combination.Match == Match.All, children);
    }

    private PredicateNode? BindAttributeCondition(AttributeCondition condition, Context context, string path)
    {
        BoundValue? value = ResolveAttribute(condition.Attribute, context, $"{path}.attribute");
        return BindLeaf(value, condition.Operator, condition.Value, context, path);
    }

    private PredicateNode? BindRelated(RelatedCondition condition, Context context, string path)
    {
        DomainNode? rows = ResolveRelation(condition.Relation, context, $"{path}.relation");
        if (condition.Quantifier == Quantifier.Every && condition.Where is null)
            Refuse(path, "relation.where", "'every' asks what every row satisfies; give it a 'where'.");
        if (rows is null)
            return null;
        _parent!.Rows = rows;
        PredicateNode? where = BindWhere(condition.Where, rows, context, path);
        return condition.Quantifier switch
        {
            Quantifier.Some => factory.Exists(context.Domain, rows, where),
            Quantifier.None => factory.Not(factory.Exists(context.Domain, rows, where)),
            _ => factory.Group(
                context.Domain,
                all: true,
                [factory.Exists(context.Domain, rows, null), factory.Not(factory.Exists(context.Domain, rows, where is null ? null : factory.Not(where)))]),
        };
    }

    private PredicateNode? BindWhere(CombinationCondition? where, DomainNode rows, Context context, string path) => where is null
        ? null
        : Bind(where, context with { Domain = rows, Depth = context.Depth + 1, IsWhere = true }, $"{path}.where");

    private PredicateNode? BindAggregateCondition(AggregateCondition condition, Context context, string path)
    {
        DomainNode? rows = ResolveRelation(condition.Relation, context, $"{path}.relation");
        BoundValue? value = null;
        if (rows is not null)
        {
            _parent!.Rows = rows;
            PredicateNode? where = BindWhere(condition.Where, rows, context, path);
            Context row = context with { Domain = rows, IsWhere = true };
            BoundValue? of = condition.Attribute is null ? null : ResolveAttribute(condition.Attribute, row, $"{path}.attribute");
            if (condition.Attribute is null || of is not null)
                value = Aggregate(context.Domain, rows, condition.Function, of is null ? null : Lift(of), where, path);
        }

        return BindLeaf(value, condition.Operator, condition.Value, context, path);
    }

    /// <summary>A figure over rows, checked against the types it is for; null with a problem.</summary>
    private BoundValue? Aggregate(
        DomainNode domain, DomainNode rows, AggregateFunction function, BoundValue? of, PredicateNode? where, string path)
    {
        if ((function == AggregateFunction.Count) != (of is null))
        {
            Refuse(
                of is null ? path : $"{path}.attribute",
                "function.attribute",
                of is null ? $"'{Words.Of(function)}' needs the attribute it is of; add \"attribute\"." : "'count' counts rows and takes no attribute; remove it, or use 'countDistinct'.");
            return null;
        }

        if (of is not null && (of.IsQuotient || FunctionTable.Result(function, of.Type) is null))
        {
            string what = of.IsQuotient ? "an average, which has no exact value of its own" : $"of type {Words.Of(of.Type)}";
            Refuse($"{path}.function", "function.type", $"'{Words.Of(function)}' cannot be taken of this attribute, which is {what}.");
            return null;
        }

        ValueNode node = factory.Aggregate(domain, rows, function, of?.Node, of?.IsCaseSensitive ?? false, where);
        return new BoundValue(node, FunctionTable.Result(function, of?.Type)!.Value) { IsQuotient = function == AggregateFunction.Average };
    }

    private PredicateNode? BindSegmentCondition(SegmentCondition condition, Context context, string path)
    {
        if (context.IsWhere)
        {
            Refuse(path, "segment.nested", "A segment is asked of the customer, not of a row; move this condition out of 'where'.");
            return null;
        }

        if (_membership is null)
        {
            Refuse(path, "segment.unknown", "A computed attribute cannot ask for a segment.");
            return null;
        }

        Reference reference = _membership(condition.Segment);
        if (reference.Code is not null)
            Refuse($"{path}.segment", reference.Code, reference.Message);
        return reference.Predicate is null || condition.Member ? reference.Predicate : factory.Not(reference.Predicate);
    }
}
