using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>
/// What is true of a value whatever the data is. A closed choice is not among it, as it limits definitions and not data;
/// neither is a declared scale, which data may exceed.
/// </summary>
/// <param name="CanBeMissing">Whether a row may lack the value.</param>
/// <param name="IsWhole">Whether a number has no fraction.</param>
/// <param name="Least">The least number there can be; null for no limit.</param>
/// <param name="Most">The greatest number there can be; null for no limit.</param>
internal readonly record struct ValueTraits(bool CanBeMissing, bool IsWhole, Rational? Least = null, Rational? Most = null)
{
    private static readonly Rational Zero = new(0);

    public NumberSet Numbers
    {
        get
        {
            NumberSet numbers = NumberSet.Of(Least, true, Most, true);
            return IsWhole ? numbers.Whole() : numbers;
        }
    }

    public static ValueTraits Of(ValueNode value) => value switch
    {
        ColumnNode column => OfColumn(column.Attribute.Type),
        ReferredValueNode referred => Of(referred.Value) with { CanBeMissing = true },
        OneValueNode one => Of(one.Value) with { CanBeMissing = true },
        AncestorValueNode ancestor => Of(ancestor.Value),
        AggregateNode aggregate => OfAggregate(aggregate),
        MeanDaysNode => new ValueTraits(true, false, Zero),
        ArithmeticNode arithmetic => Both(Of(arithmetic.Left), Of(arithmetic.Right)),
        ChoiceOfNode choice => OneOf([.. choice.Values.Select(Of)]),
        NotAfterAsOfNode past => Of(past.Value) with { CanBeMissing = true },
        TruthNode => new ValueTraits(false, true, Zero, new Rational(1)),
        AnniversaryNode anniversary => new ValueTraits(true, true, Zero, new Rational(anniversary.CompletedYears ? 9999 : 366)),
        _ => new ValueTraits(true, false),
    };

    private static ValueTraits OfColumn(AttributeType type) => type switch
    {
        AttributeType.Integer => new ValueTraits(true, true, new Rational(long.MinValue), new Rational(long.MaxValue)),
        AttributeType.Boolean => new ValueTraits(true, true, Zero, new Rational(1)),
        AttributeType.Date => new ValueTraits(true, true, Zero, new Rational(DateOnly.MaxValue.DayNumber)),
        AttributeType.Instant => new ValueTraits(true, true),
        _ => new ValueTraits(true, false),
    };

    private static ValueTraits OfAggregate(AggregateNode aggregate)
    {
        switch (aggregate.Function)
        {
            case AggregateFunction.Count or AggregateFunction.CountDistinct:
                return new ValueTraits(false, true, Zero, FormulaReader.IsAtMostOne(aggregate.Domain, aggregate.Rows) ? new Rational(1) : null);
            case AggregateFunction.Sum:
                ValueTraits of = Of(aggregate.Of!);
                return new ValueTraits(
                    false, of.IsWhole, of.Least is { Numerator.Sign: >= 0 } ? Zero : null, of.Most is { Numerator.Sign: <= 0 } ? Zero : null);
            case AggregateFunction.Average:
                return Of(aggregate.Of!) with { CanBeMissing = true, IsWhole = false };
            default:
                return Of(aggregate.Of!) with { CanBeMissing = true };
        }
    }

    private static ValueTraits Both(ValueTraits left, ValueTraits right) =>
        new(left.CanBeMissing || right.CanBeMissing, left.IsWhole && right.IsWhole);

    private static ValueTraits OneOf(ValueTraits[] of) => new(
        of.All(t => t.CanBeMissing),
        of.All(t => t.IsWhole),
        of.Any(t => t.Least is null) ? null : of.Min(t => t.Least!.Value),
        of.Any(t => t.Most is null) ? null : of.Max(t => t.Most!.Value));
}
