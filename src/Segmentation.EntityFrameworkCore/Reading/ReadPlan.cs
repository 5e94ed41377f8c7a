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
        EntityMapping mapping = query.Mapping;
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

        if (missing.Count > before)
            return null;
        try
        {
            return Create(read, map, query, attributes, references);
        }
        catch (UnmappedException e)
        {
            missing.Add($"The read of '{read}' is not possible: {e.Message}.");
            return null;
        }
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
        EntityRead read, ModelMap map, RowQuery query, List<AttributeMapping> attributes, List<RelationMapping> references)
    {
        var slots = new Slots();
        int last = query.Depth;
        KeyReading rootKey = Key(0)!;
        KeyReading? parentKey = read.IsNested ? Key(last - 1)
            ?? throw new UnmappedException($"the rows of '{query.At(last - 1).Mapping.Entity.Name}' have no key, by which those below are found; declare .Key(…) at {query.At(last - 1).Mapping.Path}")
            : null;
        bool isPart = !read.IsRoot && read.Path.Split('.')[^1] is var step && query.At(last - 1).Mapping.FindRelation(step)!.Relation is PartRelation;
        KeyReading? ownKey = read.IsRoot || isPart ? null : Key(last);
        ValueReading[] values = [.. attributes.Select(a => new ValueReading(a, slots.Add(map.ValueOf(a.Value, query.Type), query.Row(last))))];
        KeyReading[] referred = [.. references.Select(r => Reference(r))];

        HostValue key = map.ValueOf(map.KeyOf(query.At(0).Mapping, query.At(0).Type)!.Value, query.At(0).Type);
        Expression? order = key.Stored is { } stored ? KeyOrder.Of(map.Provider, stored, key.Of(key.Leaves[0], query.Row(0)), rootKey.Kind) : null;
        if (order is not null)
            query.OrderBy(order);
        NewExpression row = RowTuple.New(slots.Expressions);
        var reader = (IRowReader)Activator.CreateInstance(
            typeof(RowReader<>).MakeGenericType(row.Type),
            new RowReading(read, rootKey, parentKey, ownKey, isPart, values, referred, IsSorted: order is not null))!;
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

        KeyReading Reference(RelationMapping reference)
        {
            if (reference.Key is { } byKey)
                return new KeyReading(byKey.Kind, slots.Add(map.ValueOf(byKey.Value, query.Type), query.Row(last)));
            // The key of the row that the reference leads to, as one expression over this row: missing where there is none.
            KeyMapping target = reference.Target!.Key!;
            LambdaExpression value = Expression.Lambda(Substitution.Apply(target.Value, reference.Value!.Body), reference.Value.Parameters);
            return new KeyReading(target.Kind, slots.Add(map.ValueOf(value, query.Type), query.Row(last), isOptional: true));
        }
    }

    private static string NotMapped(EntityMapping mapping, string name, string method) =>
        $"'{mapping.Entity.Name}.{name}' is not mapped: add .{method}(\"{name}\", …) to the map at {mapping.Path}.";

    /// <summary>The values that the query gives of each row.</summary>
    private sealed class Slots
    {
        private readonly List<Expression> _expressions = [];

        public Expression[] Expressions => [.. _expressions];

        /// <summary>Of a row that is not there every value is null, and so is what would be made of them.</summary>
        private static Expression Optional(HostValue value)
        {
            Expression made = Logic.Lift(value.Remainder);
            return value.Leaves.Select(l => l.Slot).Where(s => Logic.IsNullable(s.Type)).Aggregate(
                made, (otherwise, slot) => Expression.Condition(Expression.Equal(slot, Expression.Constant(null, slot.Type)), Expression.Default(made.Type), otherwise));
        }

        /// <summary>Adds the leaves of a value, and gives how it is made of a row of the query.</summary>
        public Func<Expression, Expression> Add(HostValue value, Expression row, bool isOptional = false)
        {
            int[] places = new int[value.Leaves.Count];
            for (int i = 0; i < places.Length; i++)
            {
                places[i] = _expressions.Count;
                _expressions.Add(value.Of(value.Leaves[i], row));
            }

            Expression remainder = isOptional ? Optional(value) : value.Remainder;
            return tuple =>
            {
                var items = new Dictionary<Expression, Expression>();
                for (int i = 0; i < places.Length; i++)
                    items.Add(value.Leaves[i].Slot, RowTuple.Item(tuple, places[i]));
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
/// <param name="Values">The attributes.</param>
/// <param name="References">The keys that are referred to.</param>
/// <param name="IsSorted">Whether the database gives the rows in key order.</param>
internal sealed record RowReading(
    EntityRead Read,
    KeyReading RootKey,
    KeyReading? ParentKey,
    KeyReading? OwnKey,
    bool IsPart,
    IReadOnlyList<ValueReading> Values,
    IReadOnlyList<KeyReading> References,
    bool IsSorted);
