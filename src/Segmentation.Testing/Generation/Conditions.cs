using Segmentation.Testing.Oracles;

namespace Segmentation.Testing.Generation;

/// <summary>
/// Random conditions that are valid where they stand. A leaf is drawn again a few times, with another operand, as long as
/// it comes out the same on all rows.
/// </summary>
internal sealed class Conditions(Dice dice, ValuePool pool, Walks walks, Judge judge)
{
    private const int Attempts = 4;
    private const int MaxDepth = 4;

    private readonly Operands _operands = new(dice, pool, walks, judge);

    /// <summary>A condition on the customer, which may ask for segments.</summary>
    public Condition Create(Spot spot, IReadOnlyList<string> segments, int depth = 0)
    {
        if (depth < MaxDepth && dice.Percent(depth == 0 ? 60 : 20))
            return Group(spot, segments, depth);
        if (segments.Count > 0 && dice.Percent(15))
            return new SegmentCondition(dice.Pick(segments), dice.Percent(60));
        return Leaf(spot, depth);
    }

    /// <summary>What rows must satisfy.</summary>
    public CombinationCondition Where(Spot spot, int depth) => Group(spot, [], depth);

    private CombinationCondition Group(Spot spot, IReadOnlyList<string> segments, int depth)
    {
        int children = dice.Pick<int>(depth == 0 ? [2, 2, 3] : [1, 1, 2, 2, 3]);
        return new CombinationCondition(
            dice.Percent(50) ? Match.All : Match.Any,
            dice.Percent(65),
            [.. Enumerable.Range(0, children).Select(_ => Create(spot, segments, depth + 1))]);
    }

    private Condition Leaf(Spot spot, int depth)
    {
        int kind = dice.Below(100);
        Condition? leaf = kind switch
        {
            < 30 when depth < MaxDepth => Aggregate(spot, depth),
            < 50 when depth < MaxDepth => Related(spot, depth),
            _ => null,
        };
        return leaf ?? Attribute(spot);
    }

    private AttributeCondition Attribute(Spot spot)
    {
        (Named named, object[] values) = Valued(spot);
        for (int attempt = 1; attempt < Attempts && spot.Places.Count > 0 && values.Length == 0; attempt++)
            (named, values) = Valued(spot);
        AttributeType type = named.Attribute.Type;
        Operator @operator = dice.Pick(OperatorChoice.For(type));
        int flavour = dice.Below(Operands.Flavours);
        return Drawn(spot, () => new AttributeCondition(
            named.Path,
            @operator,
            OperatorChoice.TakesNoValue(@operator) ? null : _operands.Create(@operator, type, named.Attribute, values, spot, flavour)));
    }

    /// <summary>An attribute, and the values that the rows have.</summary>
    private (Named Named, object[] Values) Valued(Spot spot)
    {
        // A type first, so that rare types come up as often as common ones.
        AttributeType wanted = (AttributeType)dice.Below(9);
        Named named = walks.Attribute(spot, n => n.Attribute.Type == wanted) ?? walks.Attribute(spot, n => true) ?? Own(spot);
        return (named, [.. spot.Places.Select(p => judge.Read(p, named.Path).Value).OfType<object>()]);
    }

    private Named Own(Spot spot) => walks.Own(spot.Entity) is { Count: > 0 } own
        ? dice.Pick(own)
        : throw new InvalidOperationException($"'{spot.Entity.Name}' has no attributes.");

    private RelatedCondition? Related(Spot spot, int depth)
    {
        if (walks.Relation(spot) is not var (path, rows) || rows.Entity.Attributes.Count == 0)
            return null;
        Quantifier quantifier = (Quantifier)dice.Below(3);
        bool isBare = quantifier != Quantifier.Every && dice.Percent(20);
        return Drawn(spot, () => new RelatedCondition(path, quantifier, isBare ? null : Where(rows, depth + 1)), depth == 0 ? 3 : 1);
    }

    private AggregateCondition? Aggregate(Spot spot, int depth)
    {
        if (walks.Relation(spot) is not var (path, rows) || rows.Entity.Attributes.Count == 0)
            return null;
        var function = (AggregateFunction)dice.Below(6);
        Named? named = function == AggregateFunction.Count ? null : walks.Attribute(rows, n => Takes(function, n));
        if (named is null)
            function = AggregateFunction.Count;
        AttributeType type = ResultOf(function, named?.Attribute.Type ?? AttributeType.Integer);
        CombinationCondition? where = dice.Percent(50) ? Where(rows, depth + 1) : null;
        // A count or a sum is never missing, so that nothing is learnt from asking.
        bool isNeverMissing = function is AggregateFunction.Count or AggregateFunction.CountDistinct or AggregateFunction.Sum;
        Operator @operator = dice.Pick([.. OperatorChoice.For(type).Where(o => !isNeverMissing || !OperatorChoice.TakesNoValue(o))]);
        var asked = new AggregateCondition(path, function, named?.Path, @operator, null, where);
        int flavour = dice.Below(Operands.Flavours);
        object[] values = [.. spot.Places.Select(p => judge.Figure(asked, p)).OfType<object>()];
        return Drawn(spot, () => asked with
        {
            Value = OperatorChoice.TakesNoValue(@operator) ? null : _operands.Create(@operator, type, null, values, spot, flavour),
        });
    }

    public static bool Takes(AggregateFunction function, Named named) => !named.IsQuotient && function switch
    {
        AggregateFunction.Count => false,
        AggregateFunction.CountDistinct => named.Attribute.Type != AttributeType.Set,
        AggregateFunction.Sum or AggregateFunction.Average => named.Attribute.Type is AttributeType.Integer or AttributeType.Decimal,
        _ => named.Attribute.Type is AttributeType.Integer or AttributeType.Decimal or AttributeType.Date or AttributeType.Instant,
    };

    private static AttributeType ResultOf(AggregateFunction function, AttributeType type) => function switch
    {
        AggregateFunction.Count or AggregateFunction.CountDistinct => AttributeType.Integer,
        AggregateFunction.Average => AttributeType.Decimal,
        _ => type,
    };

    /// <summary>The first draw that holds on some rows and not on others; for a single row, one that comes out as a coin says.</summary>
    private T Drawn<T>(Spot spot, Func<T> draw, int attempts = Attempts)
        where T : Condition
    {
        bool coin = dice.Percent(50);
        T drawn = draw();
        for (int attempt = 1; attempt < attempts; attempt++)
        {
            int holding = spot.Places.Count(p => judge.Holds(drawn, p));
            if (spot.Places.Count == 0 || (holding > 0 && holding < spot.Places.Count) || (spot.Places.Count == 1 && holding == 1 == coin))
                break;
            drawn = draw();
        }

        return drawn;
    }
}
