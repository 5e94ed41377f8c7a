using System.Globalization;
using System.Numerics;
using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;
using Segmentation.Subjects;
using Segmentation.Time;

namespace Segmentation.Explanations;

/// <summary>Values of evaluated nodes as a host's types and as texts.</summary>
internal static class ValueTexts
{
    public const string Missing = "missing";

    public static ExplainedValue Of(BoundValue value, Evaluation.Vector vector, int row, Frame frame)
    {
        object? shown = HostValues.Of(value, vector, row, frame);
        return new ExplainedValue(value.Type, shown, Text(shown, value));
    }

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

    public static string Number(object number) =>
        number is decimal exact ? NumberText.Write(exact) : ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture);

    private static string Text(object? shown, BoundValue value) => shown switch
    {
        null => Missing,
        string text => Quoting.Quote(text),
        IReadOnlyList<string> texts => texts.Count == 0 ? "empty" : string.Join(", ", texts.Select(Quoting.Quote)),
        bool truth => truth ? "true" : "false",
        DateOnly day => Day(day),
        DateTimeOffset instant => Instant(instant),
        _ when value.Type == AttributeType.Elapsed => $"{Number(shown)} {(value.Unit == ElapsedUnit.Days ? "days" : "hours")}",
        _ => Number(shown),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
