using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

internal sealed partial class Translator
{
    /// <summary>The domains below one, down to another.</summary>
    private static DomainNode[] PathTo(DomainNode rows, DomainNode above)
    {
        var path = new Stack<DomainNode>();
        for (DomainNode domain = rows; domain != above; domain = domain.Parent!)
            path.Push(domain);
        return [.. path];
    }

    /// <summary>Whether a row at the path's end satisfies a predicate.</summary>
    private Expression Exists(DomainNode[] path, int step, PredicateNode? where, RowScope scope) => step == path.Length
        ? where is null ? Logic.True : Translate(where, scope)
        : OnStep(path[step], scope, inner => Exists(path, step + 1, where, inner));

    /// <summary>Whether a row that one step leads to satisfies what is asked of it.</summary>
    private Expression OnStep(DomainNode domain, RowScope scope, Func<RowScope, Expression> ask)
    {
        switch (domain)
        {
            case OwnedDomain { Relation.IsToMany: true } owned:
                (Expression rows, ParameterExpression row, RowScope inner) = Children(owned, scope);
                return Sequences.Any(rows, row, ask(inner));
            case OwnedDomain part:
                (Expression? isThere, MappedRow found) = Part(part, scope);
                return Logic.All(isThere, ask(scope.With(part, found)));
            case ReferredDomain referred:
                return OnReferred(referred.Parent!, referred.Relation, referred, scope, ask);
            case AncestorDomain ancestor:
                return ask(scope.With(ancestor, scope[ancestor.Target]));
            case SelectedDomain selected:
                (Expression chosen, ParameterExpression one, RowScope within) = Chosen(selected, scope);
                return Sequences.Any(chosen, one, ask(within));
            default:
                throw new InvalidOperationException($"The domain {domain.GetType().Name} is unknown.");
        }
    }

    /// <summary>Whether the row that a row refers to satisfies what is asked of it; false where there is none.</summary>
    private Expression OnReferred(DomainNode from, ReferenceRelation relation, DomainNode to, RowScope scope, Func<RowScope, Expression> ask)
    {
        if (Navigation(from, relation, scope) is { } row)
            return Logic.All(Expression.NotEqual(row.Row, Expression.Constant(null, row.Row.Type)), ask(scope.With(to, row)));
        (Expression rows, ParameterExpression target, Expression isIt, MappedRow found) = ByKey(from, relation, scope);
        return Sequences.Any(rows, target, Logic.All(isIt, ask(scope.With(to, found))));
    }

    private (Expression Rows, ParameterExpression Row, RowScope Scope) Children(OwnedDomain owned, RowScope scope)
    {
        (RelationMapping relation, MappedRow above, ITypeBase type) = Followed(owned.Parent!, owned.Relation, scope);
        ParameterExpression row = NewRow(relation.Target!.Type);
        Expression rows = Substitution.Apply(relation.Value!, above.Row);
        return (rows, row, scope.With(owned, new MappedRow(row, relation.Target, type)));
    }

    /// <summary>The part of a row, and whether it is there; null where it always is.</summary>
    private (Expression? IsThere, MappedRow Row) Part(OwnedDomain part, RowScope scope)
    {
        (RelationMapping relation, MappedRow above, ITypeBase type) = Followed(part.Parent!, part.Relation, scope);
        (Expression? test, Expression row) = OptionalRow.Split(Substitution.Apply(relation.Value!, above.Row));
        Expression? isThere = row == above.Row ? test : Logic.All(test, Expression.NotEqual(row, Expression.Constant(null, row.Type)));
        return (isThere, new MappedRow(row, relation.Target!, type));
    }

    /// <summary>The row that a reference leads to by a navigation; null where it is looked up by key.</summary>
    private MappedRow? Navigation(DomainNode from, ReferenceRelation reference, RowScope scope)
    {
        MappedRow row = scope[from];
        RelationMapping relation = row.Mapping.FindRelation(reference.Name) ?? throw NotMapped(row.Mapping, reference.Name);
        if (relation.Value is null)
            return null;
        (_, _, ITypeBase type) = Followed(from, reference, scope);
        // A filter hides rows that a foreign key still leads to: what EF makes of a navigation would not always see it.
        bool isFiltered = type is IEntityType entity && entity.GetAllBaseTypesInclusive().Any(t => t.GetDeclaredQueryFilters().Count > 0);
        return isFiltered ? null : new MappedRow(Substitution.Apply(relation.Value, row.Row), relation.Target!, type);
    }

    /// <summary>All rows among which a reference leads to one by its key, and whether a row is that one.</summary>
    private (Expression Rows, ParameterExpression Row, Expression IsIt, MappedRow Found) ByKey(DomainNode from, ReferenceRelation reference, RowScope scope)
    {
        MappedRow row = scope[from];
        RelationMapping relation = row.Mapping.FindRelation(reference.Name)!;
        if (!_map.Roots.TryGetValue(reference.Target, out MappedRoot? root))
            throw new Refusal("compose.unmapped", $"the rows of '{reference.Target}' are nowhere in the maps; give a map by .Map(\"{reference.Target}\", new …Map())");
        KeyMapping target = _map.KeyOf(root.Mapping, root.Type)!;
        LambdaExpression key = relation.Key?.Value
            ?? Expression.Lambda(Substitution.Apply(relation.Target!.Key!.Value, relation.Value!.Body), relation.Value.Parameters);
        ParameterExpression found = NewRow(root.Type.ClrType);
        Expression left = Logic.Lift(Substitution.Apply(target.Value, found)), right = Logic.Lift(Substitution.Apply(key, row.Row));
        if (left.Type == typeof(string) && _map.ValueOf(target.Value, root.Type).Stored is { } stored)
            left = CodePointText(left, stored);
        Expression same = Logic.All(Logic.IsPresent(right), Logic.Compare(ExpressionType.Equal, left, right));
        return (new EntityQueryRootExpression(root.Type), found, same, new MappedRow(found, root.Mapping, root.Type));
    }

    /// <summary>The one row that is chosen among candidates, as a sequence of at most one.</summary>
    private (Expression Rows, ParameterExpression Row, RowScope Scope) Chosen(SelectedDomain selected, RowScope scope)
    {
        if (selected.Candidates is not OwnedDomain candidates)
            throw new InvalidOperationException("A row is chosen among those of a to-many relation.");
        (Expression rows, ParameterExpression row, RowScope inner) = Children(candidates, scope);
        if (selected.Where is not null)
            rows = Sequences.Where(rows, row, Translate(selected.Where, inner));
        bool greatest = selected.Take == Extreme.Greatest;
        bool isFirst = true;
        foreach (ValueNode by in selected.OrderBy)
        {
            Comparand value = Ordered((ColumnNode)by, inner);
            // A missing value never wins, whichever end is taken.
            if (Logic.IsPresent(value.Value) is { } isThere)
                Add(isThere, isDescending: true);
            Add(value.Value, greatest);
        }

        MappedRow candidate = inner[candidates];
        Add(KeyToOrderBy(candidate), greatest);
        ParameterExpression one = NewRow(row.Type);
        return (Sequences.First(rows, row.Type), one, scope.With(selected, candidate with { Row = one }));

        void Add(Expression value, bool isDescending)
        {
            rows = Sequences.OrderBy(rows, row, value, isFirst, isDescending);
            isFirst = false;
        }
    }

    private Expression KeyToOrderBy(MappedRow row)
    {
        KeyMapping key = _map.KeyOf(row.Mapping, row.Type)
            ?? throw new Refusal("compose.key", $"one row of '{row.Mapping.Entity.Name}' is chosen, which ties by key, and the rows have none; declare .Key(…) at {row.Mapping.Path}");
        HostValue value = _map.ValueOf(key.Value, row.Type);
        return value.Stored is { } stored && KeyOrder.Of(_map.Provider, stored, value.Of(value.Leaves[0], row.Row), key.Kind) is { } order
            ? order
            : throw new Refusal("compose.key", $"one row of '{row.Mapping.Entity.Name}' is chosen, which ties by key, and the database orders its keys in another way");
    }

    private (RelationMapping Relation, MappedRow Above, ITypeBase Type) Followed(DomainNode from, SchemaRelation relation, RowScope scope)
    {
        MappedRow above = scope[from];
        if (above.Mapping.FindRelation(relation.Name) is not { Value: not null } mapping)
            throw NotMapped(above.Mapping, relation.Name);
        return _map.TargetOf(mapping, above.Type) is { } type
            ? (mapping, above, type)
            : throw new Refusal("compose.unmapped", $"'{mapping.Value.Body}' leads to nothing that the model has");
    }

    private static Refusal NotMapped(EntityMapping mapping, string name) =>
        new("compose.unmapped", $"'{mapping.Entity.Name}.{name}' is not mapped; map it at {mapping.Path}");
}
