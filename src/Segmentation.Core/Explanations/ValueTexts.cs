using System.Globalization;
using System.Numerics;
using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Explanations;

/// <summary>Values of evaluated nodes as a host's types and as texts.</summary>
internal static class ValueTexts
{
    public const string Missing = "missing";

    private const int Places = 10;

    public static ExplainedValue Of(BoundValue value, Evaluation.Vector vector, int row, Frame frame) => vector switch
    {
        TextVector texts => texts.Codes[row] < 0 ? None(value) : Text(value.Type, texts.Dictionary[texts.Codes[row]]),
        SetVector sets => Set(value, sets, row),
        NumberVector numbers when !numbers.IsPresent(row) => None(value),
        NumberVector numbers => Number(value, numbers, row, frame),
        _ => throw new InvalidOperationException($"The vector {vector.GetType().Name} is unknown."),
    };

    /// <summary>An instant of microseconds since 1970, which may lie beyond what a host can hold.</summary>
    public static string Instant(Rational microseconds)
    {
        BigInteger ticks = microseconds.Floor(1) + DateTime.UnixEpoch.Ticks;
        if (ticks < 0)
            return "the beginning of time";
        return ticks > DateTime.MaxValue.Ticks ? "the end of time" : Instant(new DateTimeOffset((long)ticks, TimeSpan.Zero));
    }

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day of days since 0001-01-01, which may lie beyond what a host can hold.</summary>
    public static string Day(Rational days)
    {
        BigInteger number = days.Floor();
        if (number < 0)
            return "the beginning of time";
        return number > DateOnly.MaxValue.DayNumber ? "the end of time" : Day(DateOnly.FromDayNumber((int)number));
    }

    /// <summary>A quotient, rounded half-even to 10 places.</summary>
    public static object Rounded(BigInteger numerator, BigInteger denominator)
    {
        BigInteger scaled = Round(numerator * Decimals.PowerOfTen(Places), denominator);
        if (Fits(scaled))
            return Trimmed((decimal)scaled / (decimal)Decimals.PowerOfTen(Places));
        BigInteger whole = Round(numerator, denominator);
        return Fits(whole) ? (decimal)whole : whole;
    }

    public static string Number(object number) =>
        number is decimal exact ? NumberText.Write(exact) : ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture);

    private static ExplainedValue None(BoundValue value) => new(value.Type, null, Missing);

    private static ExplainedValue Text(AttributeType type, string text) => new(type, text, Quoting.Quote(text));

    private static ExplainedValue Set(BoundValue value, SetVector sets, int row)
    {
        var texts = new List<string>();
        foreach (int code in sets.CodesOf(row))
            texts.Add(sets.Dictionary[code]);
        return new ExplainedValue(value.Type, texts.AsReadOnly(), texts.Count == 0 ? "empty" : string.Join(", ", texts.Select(Quoting.Quote)));
    }

    private static ExplainedValue Number(BoundValue value, NumberVector numbers, int row, Frame frame)
    {
        switch (value.Type)
        {
            case AttributeType.Boolean:
                bool truth = numbers[row] != 0;
                return new ExplainedValue(value.Type, truth, truth ? "true" : "false");
            case AttributeType.Date:
                DateOnly day = DateOnly.FromDayNumber((int)numbers[row]);
                return new ExplainedValue(value.Type, day, Day(day));
            case AttributeType.Instant:
                DateTimeOffset instant = UnixTicks.ToInstant((long)numbers[row] * TimeSpan.TicksPerMicrosecond);
                return new ExplainedValue(value.Type, instant, Instant(instant));
            case AttributeType.Elapsed:
                BigInteger ticks = UnixTicks.Of(frame.AsOf) - (BigInteger)numbers[row] * TimeSpan.TicksPerMicrosecond;
                object length = Rounded(ticks, value.Unit == ElapsedUnit.Days ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour);
                return new ExplainedValue(value.Type, length, $"{Number(length)} {(value.Unit == ElapsedUnit.Days ? "days" : "hours")}");
            default:
                object number = Exact(numbers, row, value.Type == AttributeType.Integer);
                return new ExplainedValue(value.Type, number, Number(number));
        }
    }

    private static object Exact(NumberVector numbers, int row, bool isWhole)
    {
        Int128 number = numbers[row];
        if (!numbers.IsQuotient && isWhole)
            return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : (BigInteger)number;
        (BigInteger numerator, BigInteger denominator) = numbers.Exact(row);
        return !numbers.IsQuotient && numbers.Scale <= 28 && Fits(numerator)
            ? Trimmed((decimal)numerator / (decimal)denominator)
            : Rounded(numerator, denominator);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;

    private static bool Fits(BigInteger value) => BigInteger.Abs(value) <= (BigInteger)decimal.MaxValue;

    private static BigInteger Round(BigInteger numerator, BigInteger denominator)
    {
        BigInteger floor = new Rational(numerator, denominator).Floor();
        int half = ((numerator - floor * denominator) * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !floor.IsEven) ? floor + 1 : floor;
    }
}
