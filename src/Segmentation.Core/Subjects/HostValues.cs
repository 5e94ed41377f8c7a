using System.Collections.ObjectModel;
using System.Numerics;
using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Explanations;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Subjects;

/// <summary>Values of evaluated nodes as a host's types; null where they are missing.</summary>
internal static class HostValues
{
    private const int Places = 10;

    public static object? Of(BoundValue value, Evaluation.Vector vector, int row, Frame frame) => vector switch
    {
        TextVector texts => texts.Codes[row] < 0 ? null : texts.Dictionary[texts.Codes[row]],
        SetVector sets => Set(sets, row),
        NumberVector numbers when !numbers.IsPresent(row) => null,
        NumberVector numbers => Number(value, numbers, row, frame),
        _ => throw new InvalidOperationException($"The vector {vector.GetType().Name} is unknown."),
    };

    /// <summary>A quotient, rounded half-even to 10 places.</summary>
    public static object Rounded(BigInteger numerator, BigInteger denominator)
    {
        BigInteger scaled = Round(numerator * Decimals.PowerOfTen(Places), denominator);
        if (Fits(scaled))
            return Trimmed((decimal)scaled / (decimal)Decimals.PowerOfTen(Places));
        BigInteger whole = Round(numerator, denominator);
        return Fits(whole) ? (decimal)whole : whole;
    }

    private static ReadOnlyCollection<string> Set(SetVector sets, int row)
    {
        ReadOnlySpan<int> codes = sets.CodesOf(row);
        var texts = new string[codes.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = sets.Dictionary[codes[i]];
        return Array.AsReadOnly(texts);
    }

    private static object Number(BoundValue value, NumberVector numbers, int row, Frame frame)
    {
        switch (value.Type)
        {
            case AttributeType.Boolean:
                return numbers[row] != 0;
            case AttributeType.Date:
                return DateOnly.FromDayNumber((int)numbers[row]);
            case AttributeType.Instant:
                return UnixTicks.ToInstant((long)numbers[row] * TimeSpan.TicksPerMicrosecond);
            case AttributeType.Elapsed:
                BigInteger ticks = UnixTicks.Of(frame.AsOf) - (BigInteger)numbers[row] * TimeSpan.TicksPerMicrosecond;
                return Rounded(ticks, value.Unit == ElapsedUnit.Days ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour);
            default:
                return Exact(numbers, row, value.Type == AttributeType.Integer);
        }
    }

    private static object Exact(NumberVector numbers, int row, bool isWhole)
    {
        Int128 number = numbers[row];
        if (!numbers.IsQuotient && isWhole)
            return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : (BigInteger)number;
        if (!numbers.IsQuotient && Decimals.Exact(number, numbers.Scale) is { } exact)
            return exact;
        (BigInteger numerator, BigInteger denominator) = numbers.Exact(row);
        return Rounded(numerator, denominator);
    }

    private static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;

    private static bool Fits(BigInteger value) => BigInteger.Abs(value) <= (BigInteger)decimal.MaxValue;

    private static BigInteger Round(BigInteger numerator, BigInteger denominator)
    {
        BigInteger floor = new Rational(numerator, denominator).Floor();
        int half = ((numerator - floor * denominator) * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !floor.IsEven) ? floor + 1 : floor;
    }
}
