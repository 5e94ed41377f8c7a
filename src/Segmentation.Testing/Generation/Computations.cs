namespace Segmentation.Testing.Generation;

/// <summary>Random computed attributes of every kind, and relations that choose a row or stand for a path.</summary>
internal sealed class Computations(Dice dice, Walks walks, Conditions conditions)
{
    private static readonly AggregateFunction[] Functions = Enum.GetValues<AggregateFunction>();

    /// <summary>Adds to an entity, under names that begin with the prefix.</summary>
    public void Declare(EntityBuilder builder, Spot spot, string prefix, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (Draw(spot) is var (type, computation))
                builder.Computed($"{prefix}{i}", type, computation);
        }
    }

    /// <summary>A relation to one row chosen among those of a to-many relation.</summary>
    public Selection? Selection(Spot spot, ManyRelation relation, Spot rows)
    {
        string[] ordered = [.. rows.Entity.Attributes
            .Where(a => a.Computation is null && a.Type is AttributeType.Integer or AttributeType.Decimal or AttributeType.Date or AttributeType.Instant)
            .Select(a => a.Name)];
        return spot.Entity.FindRelation(relation.Name) is null
            ? null
            : new Selection(
                relation.Name,
                dice.Percent(50) ? Extreme.Greatest : Extreme.Least,
                [.. dice.Shuffled(ordered).Take(dice.Between(0, 2))],
                dice.Percent(50) ? conditions.Where(rows, 3) : null);
    }

    private (AttributeType Type, Computation Computation)? Draw(Spot spot) => dice.Below(14) switch
    {
        0 => Other(spot),
        1 or 2 or 3 => Aggregate(spot),
        4 => Arithmetic(spot, (l, r) => new Computation.Add(l, r), _ => true),
        5 => Arithmetic(spot, (l, r) => new Computation.Subtract(l, r), _ => true),
        6 => Arithmetic(spot, (l, r) => new Computation.Multiply(l, r), n => ValuePool.IsSmall(n.Attribute)),
        7 => Several(spot, AttributeType.Instant, of => new Computation.Latest(of)),
        8 => Several(spot, dice.Pick([AttributeType.Text, AttributeType.Date, AttributeType.Boolean, AttributeType.Decimal]), of => new Computation.FirstPresent(of)),
        9 => Value(spot, AttributeType.Instant) is { } past ? (AttributeType.Instant, new Computation.NotAfterAsOf(past)) : null,
        10 => Since(spot) is { } since ? (AttributeType.Elapsed, new Computation.Elapsed((ElapsedUnit)dice.Below(2), since)) : null,
        11 => Several(spot, AttributeType.Text, of => new Computation.Join(dice.Pick([" ", "", ", "]), of)),
        12 => Date(spot),
        _ => OverRows(spot),
    };

    private (AttributeType Type, Computation Computation)? Other(Spot spot) =>
        walks.Attribute(spot, n => true) is { } other ? (other.Attribute.Type, new Computation.Attribute(other.Path)) : null;

    private (AttributeType Type, Computation Computation)? Aggregate(Spot spot)
    {
        if (walks.Relation(spot) is not var (path, rows))
            return null;
        AggregateFunction function = dice.Pick(Functions);
        CombinationCondition? where = dice.Percent(40) && rows.Entity.Attributes.Count > 0 ? conditions.Where(rows, 3) : null;
        Named? named = walks.Attribute(rows, n => Conditions.Takes(function, n));
        if (function == AggregateFunction.Count || named is null)
            return (AttributeType.Integer, new Computation.Aggregate(AggregateFunction.Count, path, Where: where));
        Computation of = new Computation.Attribute(named.Path);
        AttributeType type = named.Attribute.Type;
        if (function == AggregateFunction.Sum && dice.Percent(40) && Product(rows) is var (productType, product))
            (type, of) = (productType, product);
        return (function switch
        {
            AggregateFunction.CountDistinct => AttributeType.Integer,
            AggregateFunction.Average => AttributeType.Decimal,
            _ => type,
        }, new Computation.Aggregate(function, path, of, where));
    }

    private (AttributeType Type, Computation Computation)? Product(Spot spot) =>
        Arithmetic(spot, (l, r) => new Computation.Multiply(l, r), n => ValuePool.IsSmall(n.Attribute));

    private (AttributeType Type, Computation Computation)? Arithmetic(Spot spot, Func<Computation, Computation, Computation> combine, Func<Named, bool> fits)
    {
        Named? left = Number(), right = Number();
        if (left is null || right is null)
            return null;
        AttributeType type = left.Attribute.Type == AttributeType.Integer && right.Attribute.Type == AttributeType.Integer ? AttributeType.Integer : AttributeType.Decimal;
        return (type, combine(new Computation.Attribute(left.Path), new Computation.Attribute(right.Path)));

        // Stored numbers only: what computations of computations come to may leave the bounds of 128 bits.
        Named? Number() => walks.Attribute(spot, n =>
            n.Attribute is { Computation: null, Type: AttributeType.Integer or AttributeType.Decimal } && fits(n));
    }

    private (AttributeType Type, Computation Computation)? Several(Spot spot, AttributeType type, Func<Computation[], Computation> combine)
    {
        Computation[] of = [.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => Value(spot, type)).OfType<Computation>()];
        return of.Length == 0 ? null : (type, combine(of));
    }

    // Of texts in which case matters only the whole attribute says so; what is made of several does not.
    private Computation.Attribute? Value(Spot spot, AttributeType type) =>
        walks.Attribute(spot, n => n.Attribute.Type == type && !n.IsQuotient && !n.Attribute.IsCaseSensitive) is { } named
            ? new Computation.Attribute(named.Path)
            : null;

    private Computation? Since(Spot spot)
    {
        if (dice.Percent(50) || walks.Relation(spot) is not var (path, rows) || Value(rows, AttributeType.Instant) is not { } at)
            return Value(spot, AttributeType.Instant);
        return new Computation.Aggregate(AggregateFunction.Max, path, new Computation.NotAfterAsOf(at));
    }

    private (AttributeType Type, Computation Computation)? Date(Spot spot)
    {
        if (Value(spot, AttributeType.Date) is not { } date)
            return null;
        var rule = (LeapDayRule)dice.Below(2);
        return (AttributeType.Integer, dice.Percent(50) ? new Computation.DaysUntilAnniversary(date, rule) : new Computation.CompletedYears(date, rule));
    }

    private (AttributeType Type, Computation Computation)? OverRows(Spot spot)
    {
        if (walks.Relation(spot) is not var (path, rows) || rows.Entity.Attributes.Count == 0)
            return null;
        CombinationCondition? where = dice.Percent(40) ? conditions.Where(rows, 3) : null;
        if (dice.Percent(50))
            return (AttributeType.Boolean, new Computation.Exists(path, where));
        return Value(rows, AttributeType.Instant) is { } at ? (AttributeType.Decimal, new Computation.MeanDaysBetween(path, at, where)) : null;
    }
}
