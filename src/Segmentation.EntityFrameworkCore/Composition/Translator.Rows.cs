using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

internal sealed partial class Translator
{
    protected override Expression OnPath(DomainNode[] path, RowScope scope, Func<RowScope, Expression> ask) => OnPath(path, 0, scope, ask);

    private Expression OnPath(DomainNode[] path, int step, RowScope scope, Func<RowScope, Expression> ask) =>
        step == path.Length ? ask(scope) : OnStep(path[step], scope, inner => OnPath(path, step + 1, inner, ask));

    /// <summary>Whether a row that one step leads to satisfies what is asked of it.</summary>
    private Expression OnStep(DomainNode domain, RowScope scope, Func<RowScope, Expression> ask)
    {
        switch (domain)
        {
            case OwnedDomain { Relation.IsToMany: true } owned when PartsOf(owned, scope) is { Count: > 0 } parts:
                return Logic.Any([.. parts.Select(p => Logic.All(p.IsThere, ask(scope.With(owned, p.Row))))]);
            case SelectedDomain selected when ChosenPart(selected, scope) is { } part:
                return Logic.All(part.IsThere, ask(scope.With(selected, part.Row)));
            case OwnedDomain { Relation.IsToMany: true } owned:
                (Expression rows, ParameterExpression row, RowScope inner) = Children(owned, scope);
                return Sequences.Any(rows, row, ask(inner));
            case OwnedDomain one:
                (Expression? isThere, MappedRow found) = Part(one, scope);
                return Logic.All(isThere, ask(scope.With(one, found)));
            case ReferredDomain referred:
                return OnReferred(referred.Parent!, referred.Relation, referred, scope, ask);
            case AncestorDomain ancestor:
                return ask(scope.With(ancestor, scope[ancestor.Target]));
            case SelectedDomain selected:
                (Expression chosen, ParameterExpression first, RowScope within) = Chosen(selected, scope);
                return Sequences.Any(chosen, first, ask(within));
            default:
                throw new InvalidOperationException($"The domain {domain.GetType().Name} is unknown.");
        }
    }

    protected override Expression OnReferred(DomainNode from, ReferenceRelation relation, DomainNode to, RowScope scope, Func<RowScope, Expression> ask)
    {
        if (Navigation(from, relation, scope) is { } row)
            return Logic.All(Expression.NotEqual(row.Row, Expression.Constant(null, row.Row.Type)), ask(scope.With(to, row)));
        (Expression rows, ParameterExpression target, Expression isIt, MappedRow found) = ByKey(from, relation, scope);
        return Sequences.Any(rows, target, Logic.All(isIt, ask(scope.With(to, found))));
    }

    private (Expression Rows, ParameterExpression Row, RowScope Scope) Children(OwnedDomain owned, RowScope scope)
    {
        if (PartsOf(owned, scope).Count > 0)
            throw new Refusal("compose.parts", $"the rows of '{owned.Relation.Name}' are parts of '{owned.Parent!.Entity.Name}', of which a query makes no sequence; ask for one of them");
        (RelationMapping relation, MappedRow above, ITypeBase type) = Followed(owned.Parent!, owned.Relation, scope);
        ParameterExpression row = NewRow(relation.Target!.Type);
        Expression rows = Substitution.Apply(relation.Value!, above.Row);
        return (rows, row, scope.With(owned, new MappedRow(row, relation.Target, type)));
    }

    /// <summary>The rows of a to-many relation that the host has as parts; none where it has a relation.</summary>
    private IReadOnlyList<(Expression? IsThere, MappedRow Row)> PartsOf(OwnedDomain owned, RowScope scope)
    {
        MappedRow above = scope[owned.Parent!];
        IReadOnlyList<RelationMapping> parts = above.Mapping.FindRelation(owned.Relation.Name)?.Parts ?? [];
        return [.. parts.Select(p => Part(p, above))];
    }

    /// <summary>The one of several parts that a selection chooses by what it says of each; null where rows are chosen among.</summary>
    private (Expression? IsThere, MappedRow Row)? ChosenPart(SelectedDomain selected, RowScope scope)
    {
        if (selected.Candidates is not OwnedDomain candidates || PartsOf(candidates, scope) is not { Count: > 0 } parts)
            return null;
        (Expression? IsThere, MappedRow Row)[] chosen = [.. parts.Where(p => selected.Where is null || Translate(selected.Where, scope.With(candidates, p.Row)) == Logic.True)];
        return chosen.Length == 1 ? chosen[0] : throw new Refusal("compose.parts", "one of several parts is chosen by their values; ask for the part itself");
    }

    /// <summary>The part of a row, and whether it is there; null where it always is.</summary>
    private (Expression? IsThere, MappedRow Row) Part(OwnedDomain part, RowScope scope)
    {
        (RelationMapping relation, MappedRow above, _) = Followed(part.Parent!, part.Relation, scope);
        return Part(relation, above);
    }

    private (Expression? IsThere, MappedRow Row) Part(RelationMapping relation, MappedRow above)
    {
        ITypeBase type = _map.TargetOf(relation, above.Type) ?? throw new Refusal("compose.unmapped", $"'{relation.Value!.Body}' leads to nothing that the model has");
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
        ParameterExpression found = NewRow(root.Type.ClrType);
        return (new EntityQueryRootExpression(root.Type), found, IsReferredTo(), new MappedRow(found, root.Mapping, root.Type));

        Expression IsReferredTo()
        {
            // EF compares rows by their primary keys, whatever converters these have.
            if (relation.Key is null)
                return Expression.Equal(found, Substitution.Apply(relation.Value!, row.Row));
            KeyMapping key = _map.KeyOf(root.Mapping, root.Type)!;
            Expression left = Logic.Lift(Substitution.Apply(key.Value, found)), right = Logic.Lift(Substitution.Apply(relation.Key.Value, row.Row));
            if (_map.ValueOf(key.Value, root.Type).Stored is not { } stored)
                throw new Refusal("compose.key", $"'{reference.Name}' is looked up by a key that is computed; map a key that is a column");
            if (left.Type == typeof(string))
                left = CodePointText(left, stored);
            return Logic.All(Logic.IsPresent(right), Logic.Compare(ExpressionType.Equal, left, right));
        }
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
