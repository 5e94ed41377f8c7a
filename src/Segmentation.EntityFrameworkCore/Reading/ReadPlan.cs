using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Segmentation.EntityFrameworkCore;

/// <summary>How one read is answered: the query, and what becomes of each of its rows. Immutable.</summary>
internal sealed class ReadPlan
{
    private ReadPlan(EntityRead read, Expression query, IRowReader reader)
    {
        Read = read;
        Query = query;
        Reader = reader;
    }

    public EntityRead Read { get; }

    public Expression Query { get; }

    public IRowReader Reader { get; }

    /// <summary>Plans a read; null when the maps lack something, which is said in so many sentences.</summary>
    public static ReadPlan? Create(EntityRead read, ModelMap map, List<string> missing)
    {
        int before = missing.Count;
        if (Follow(read, map, missing) is not { } query)
            return null;
        IReadOnlyList<RelationMapping> parts = read.IsRoot || query.Depth == read.Path.Split('.').Length ? [] : query.Mapping.FindRelation(read.Path.Split('.')[^1])!.Parts;
        EntityMapping[] mappings = parts.Count == 0 ? [query.Mapping] : [.. parts.Select(p => p.Target!)];
        Kind[] kinds = [.. mappings.Select(m => Found(m, read, missing)).OfType<Kind>()];
        if (missing.Count > before)
            return null;
        try
        {
            return Create(read, map, query, parts, kinds);
        }
        catch (UnmappedException e)
        {
            missing.Add($"The read of '{read}' is not possible: {e.Message}.");
            return null;
        }
    }

    /// <summary>What is read of the rows of one mapping; null when it lacks something, which is said.</summary>
    private static Kind? Found(EntityMapping mapping, EntityRead read, List<string> missing)
    {
        int before = missing.Count;
        var attributes = new List<AttributeMapping>();
        foreach (SchemaAttribute attribute in read.Attributes)
        {
            if (mapping.FindAttribute(attribute.Name) is not { } found)
                missing.Add(NotMapped(mapping, attribute.Name, "Attribute"));
            else if (found.Attribute.Type != attribute.Type)
                missing.Add($"'{mapping.Entity.Name}.{attribute.Name}' is mapped as {found.Attribute.Type} and asked for as {attribute.Type}: bind and map with one schema.");
            else
                attributes.Add(found);
        }

        var references = new List<RelationMapping>();
        foreach (ReferenceRelation reference in read.References)
        {
            if (mapping.FindRelation(reference.Name) is { } found)
                references.Add(found);
            else
                missing.Add(NotMapped(mapping, reference.Name, "One"));
        }

        return missing.Count == before ? new Kind(attributes, references) : null;
    }

    private static RowQuery? Follow(EntityRead read, ModelMap map, List<string> missing)
    {
        if (!map.Roots.TryGetValue(read.Root.Name, out MappedRoot? root))
        {
            missing.Add($"The rows of '{read.Root.Name}' are nowhere in the maps: give a map by .Map(\"{read.Root.Name}\", new …Map()), or map a relation to them by .One(…).");
            return null;
        }

        var query = new RowQuery(map, root);
        foreach (string name in read.IsRoot ? [] : read.Path.Split('.'))
        {
            // Rows that are parts of the row before are read with it.
            if (query.Mapping.FindRelation(name) is { Parts.Count: > 0 } && name == read.Path.Split('.')[^1])
                return query;
            if (query.Mapping.FindRelation(name) is not { Target: not null } step)
            {
                missing.Add(NotMapped(query.Mapping, name, query.Mapping.Entity.FindRelation(name) is ManyRelation ? "Many" : "One"));
                return null;
            }

            try
            {
                query.Follow(step);
            }
            catch (UnmappedException e)
            {
                missing.Add($"The relation '{query.Mapping.Entity.Name}.{name}' cannot be followed: {e.Message}.");
                return null;
            }
        }

        return query;
    }

    private static ReadPlan Create(
        EntityRead read, ModelMap map, RowQuery query, IReadOnlyList<RelationMapping> parts, Kind[] kinds)
    {
        var slots = new Slots();
        int last = query.Depth;
        bool hasParts = parts.Count > 0;
        KeyReading rootKey = Key(0)!;
        int parent = hasParts ? last : last - 1;
        KeyReading? parentKey = read.IsNested ? Key(parent)
            ?? throw new UnmappedException($"the rows of '{query.At(parent).Mapping.Entity.Name}' have no key, by which those below are found; declare .Key(…) at {query.At(parent).Mapping.Path}")
            : null;
        bool isPart = !read.IsRoot && !hasParts && read.Path.Split('.')[^1] is var step && query.At(last - 1).Mapping.FindRelation(step)!.Relation is PartRelation;
        KeyReading? ownKey = read.IsRoot || isPart || hasParts ? null : Key(last);
        RowKind[] rows = hasParts
            ? [.. parts.Select((part, i) => Part(part, kinds[i]))]
            : [Of(kinds[0], query.Row(last), query.Type, isThere: null)];

        HostValue key = map.ValueOf(map.KeyOf(query.At(0).Mapping, query.At(0).Type)!.Value, query.At(0).Type);
        Expression? order = key.Stored is { } stored ? KeyOrder.Of(map.Provider, stored, key.Of(key.Leaves[0], query.Row(0)), rootKey.Kind) : null;
        if (order is not null)
            query.OrderBy(order);
        NewExpression row = RowTuple.New(slots.Expressions);
        var reader = (IRowReader)Activator.CreateInstance(
            typeof(RowReader<>).MakeGenericType(row.Type),
            new RowReading(read, rootKey, parentKey, ownKey, isPart, rows, IsSorted: order is not null))!;
        return new ReadPlan(read, query.Select(row), reader);

        // A part has no key of its own: its owner's stands for it.
        KeyReading? Key(int level)
        {
            string[] steps = read.Path.Split('.');
            while (level > 0 && query.At(level - 1).Mapping.FindRelation(steps[level - 1])!.Relation is PartRelation)
                level--;
            (EntityMapping mapping, ITypeBase type) = query.At(level);
            return map.KeyOf(mapping, type) is { } key
                ? new KeyReading(key.Kind, slots.Add(map.ValueOf(key.Value, type), query.Row(level)))
                : null;
        }

        RowKind Part(RelationMapping part, Kind kind)
        {
            (Expression? test, Expression found) = OptionalRow.Split(Substitution.Apply(part.Value!, query.Row(last)));
            if (found != query.Row(last))
                test = Logic.All(test, Expression.NotEqual(found, Expression.Constant(null, found.Type)));
            ITypeBase type = map.TargetOf(part, query.Type) ?? throw new UnmappedException($"'{part.Value!.Body}' leads to nothing that the model has");
            return Of(kind, found, type, test is null ? null : slots.Add(test));
        }

        RowKind Of(Kind kind, Expression of, ITypeBase type, Func<Expression, Expression>? isThere) => new(
            isThere,
            [.. kind.Attributes.Select(a => new ValueReading(a, slots.Add(map.ValueOf(a.Value, type), of, isLifted: hasParts)))],
            [.. kind.References.Select(r => Reference(r, of, type))]);

        KeyReading Reference(RelationMapping reference, Expression of, ITypeBase type)
        {
            if (reference.Key is { } byKey)
                return new KeyReading(byKey.Kind, slots.Add(map.ValueOf(byKey.Value, type), of, isLifted: hasParts));
            // The key of the row that the reference leads to, as one expression over this row: missing where there is none.
            KeyMapping target = reference.Target!.Key!;
            LambdaExpression value = Expression.Lambda(Substitution.Apply(target.Value, reference.Value!.Body), reference.Value.Parameters);
            return new KeyReading(target.Kind, slots.Add(map.ValueOf(value, type), of, isOptional: true, isLifted: hasParts));
        }
    }

    private static string NotMapped(EntityMapping mapping, string name, string method) =>
        $"'{mapping.Entity.Name}.{name}' is not mapped: add .{method}(\"{name}\", …) to the map at {mapping.Path}.";

    /// <summary>What is read of the rows of one mapping.</summary>
    private sealed record Kind(IReadOnlyList<AttributeMapping> Attributes, IReadOnlyList<RelationMapping> References);

    /// <summary>The values that the query gives of each row.</summary>
    private sealed class Slots
    {
        private readonly List<Expression> _expressions = [];

        public Expression[] Expressions => [.. _expressions];

        /// <summary>Adds a test of the query's row.</summary>
        public Func<Expression, Expression> Add(Expression test)
        {
            int place = _expressions.Count;
            _expressions.Add(test);
            return tuple => RowTuple.Item(tuple, place);
        }

        /// <summary>Of a row that is not there every value is null, and so is what would be made of them.</summary>
        private static Expression Optional(HostValue value)
        {
            Expression made = Logic.Lift(value.Remainder);
            return value.Leaves.Select(l => l.Slot).Where(s => Logic.IsNullable(s.Type)).Aggregate(
                made, (otherwise, slot) => Expression.Condition(Expression.Equal(slot, Expression.Constant(null, slot.Type)), Expression.Default(made.Type), otherwise));
        }

        /// <summary>Adds the leaves of a value, and gives how it is made of a row of the query.</summary>
        /// <param name="value">The value.</param>
        /// <param name="row">The row that it is of.</param>
        /// <param name="isOptional">Whether the value is missing where a leaf is.</param>
        /// <param name="isLifted">Whether the row may not be there, so that the database may have no leaf of it.</param>
        public Func<Expression, Expression> Add(HostValue value, Expression row, bool isOptional = false, bool isLifted = false)
        {
            int[] places = new int[value.Leaves.Count];
            for (int i = 0; i < places.Length; i++)
            {
                places[i] = _expressions.Count;
                Expression leaf = value.Of(value.Leaves[i], row);
                _expressions.Add(isLifted ? Logic.Lift(leaf) : leaf);
            }

            Expression remainder = isOptional ? Optional(value) : value.Remainder;
            return tuple =>
            {
                var items = new Dictionary<Expression, Expression>();
                for (int i = 0; i < places.Length; i++)
                {
                    Expression item = RowTuple.Item(tuple, places[i]);
                    ParameterExpression slot = value.Leaves[i].Slot;
                    items.Add(slot, item.Type == slot.Type ? item : Expression.Call(item, "GetValueOrDefault", null));
                }

                return new Substitution(items).Visit(remainder);
            };
        }
    }
}

/// <summary>How a key is made of a row of the query.</summary>
internal sealed record KeyReading(KeyKind Kind, Func<Expression, Expression> Of);

/// <summary>How an attribute's value is made of a row of the query.</summary>
internal sealed record ValueReading(AttributeMapping Mapping, Func<Expression, Expression> Of);

/// <summary>What becomes of the rows of a query.</summary>
/// <param name="Read">The read that they answer.</param>
/// <param name="RootKey">The key of the root row.</param>
/// <param name="ParentKey">The key of the parent; null when the read is not nested.</param>
/// <param name="OwnKey">The rows' own key; null for the root and parts, and where there is none, so that rows are numbered.</param>
/// <param name="IsPart">Whether the rows are parts, which have no key.</param>
/// <param name="Rows">What a row of the query has: one row, or several parts that may be there.</param>
/// <param name="IsSorted">Whether the database gives the rows in key order.</param>
internal sealed record RowReading(
    EntityRead Read,
    KeyReading RootKey,
    KeyReading? ParentKey,
    KeyReading? OwnKey,
    bool IsPart,
    IReadOnlyList<RowKind> Rows,
    bool IsSorted);

/// <summary>A row that a row of the query has.</summary>
/// <param name="IsThere">Whether it is there; null where it always is.</param>
/// <param name="Values">The attributes.</param>
/// <param name="References">The keys that are referred to.</param>
internal sealed record RowKind(Func<Expression, Expression>? IsThere, IReadOnlyList<ValueReading> Values, IReadOnlyList<KeyReading> References);
