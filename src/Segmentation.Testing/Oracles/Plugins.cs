using System.Numerics;
using NodaTime;

namespace Segmentation.Testing.Oracles;

/// <summary>What integrators added: their operators, and what the host says of a customer.</summary>
internal sealed class Plugins(IReadOnlyList<AttributeOperator> operators, Func<ExternalCondition, string, bool> answer)
{
    private static readonly BigInteger LargestMantissa = BigInteger.Pow(2, 96) - 1;

    /// <summary>Nothing was added.</summary>
    public static Plugins None { get; } = new([], (_, _) => false);

    public bool Answer(ExternalCondition condition, string customer) => answer(condition, customer);

    /// <summary>The operator of a name that an integrator added, or null; and whether the name is that of its negation.</summary>
    public AttributeOperator? Find(Operator name, out bool isNegative)
    {
        AttributeOperator? negated = operators.FirstOrDefault(o => o.Negation == name.Name);
        isNegative = negated is not null;
        return negated ?? operators.FirstOrDefault(o => o.Name == name.Name);
    }

    /// <summary>What a function says of a value; false of a missing one, but an absent set is the empty one.</summary>
    public static bool Holds(AttributeOperator @operator, object? value, Operand? operand) => (@operator, value) switch
    {
        (ValueOperator<IReadOnlyList<string>> sets, _) => sets.Test(operand)(value as IReadOnlyList<string> ?? []),
        (_, null) => false,
        (ValueOperator<string> texts, string text) => texts.Test(operand)(text),
        (ValueOperator<decimal> numbers, Fraction number) => numbers.Test(operand)(Decimal(number)),
        (ValueOperator<DateOnly> days, LocalDate day) => days.Test(operand)(new DateOnly(day.Year, day.Month, day.Day)),
        (ValueOperator<DateTimeOffset> instants, Tick tick) => instants.Test(operand)(DateTimeOffset.UnixEpoch.AddTicks((long)tick.Count)),
        _ => throw new InvalidOperationException($"The operator '{@operator}' is not for {value}."),
    };

    private static decimal Decimal(Fraction number)
    {
        BigInteger unscaled = number.Numerator, denominator = number.Denominator;
        for (byte scale = 0; scale <= 28; scale++, unscaled *= 10)
        {
            BigInteger whole = BigInteger.DivRem(unscaled, denominator, out BigInteger rest);
            if (!rest.IsZero)
                continue;
            if (BigInteger.Abs(whole) > LargestMantissa)
                break;
            return (decimal)whole / (decimal)BigInteger.Pow(10, scale);
        }

        throw new InvalidOperationException($"{number} is no decimal.");
    }
}
