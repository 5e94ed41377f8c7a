using NodaTime;

namespace Segmentation.Testing.Oracles;

internal sealed partial class Judge
{
    /// <summary>The value that a row has of an attribute, stored or computed, or null when it is missing.</summary>
    private object? Value(SchemaAttribute attribute, Place place)
    {
        // Computations name what the row has, not what led to it.
        if (attribute.Computation is not null)
            return Compute(attribute.Computation, new Place(place.Row));
        return place.Row[attribute.Name] switch
        {
            null => attribute.Type == AttributeType.Set ? Array.Empty<string>() : null,
            long integer => new Fraction(integer),
            decimal number => Fraction.Of(number),
            DateOnly date => new LocalDate(date.Year, date.Month, date.Day),
            DateTimeOffset instant => Tick.OfData(instant),
            { } value => value,
        };
    }

    private object? Compute(Computation computation, Place place) => computation switch
    {
        Computation.Attribute attribute => Read(place, attribute.Path).Value,
        Computation.Aggregate aggregate => Compute(aggregate, place),
        Computation.Add sum => Both(sum.Left, sum.Right, place, (a, b) => a + b),
        Computation.Subtract difference => Both(difference.Left, difference.Right, place, (a, b) => a - b),
        Computation.Multiply product => Both(product.Left, product.Right, place, (a, b) => a * b),
        Computation.Latest latest => Greatest(latest.Of.Select(of => Compute(of, place)).OfType<object>()),
        Computation.FirstPresent first => first.Of.Select(of => Compute(of, place)).FirstOrDefault(value => value is not null),
        Computation.NotAfterAsOf past => Compute(past.Of, place) is Tick tick && tick.Count <= moment.AsOf.Count ? tick : null,
        Computation.Elapsed elapsed => Compute(elapsed.Since, place) is Tick since && since.Count <= moment.AsOf.Count
            ? new ElapsedTime(moment.AsOf.Count - since.Count, elapsed.Unit)
            : null,
        Computation.Join join => Join(join.Separator, [.. join.Of.Select(of => Compute(of, place)).OfType<string>().Where(text => text.Length > 0)]),
        Computation.Exists exists => Satisfying(Reach(place, exists.Relation), exists.Where).Count > 0,
        Computation.DaysUntilAnniversary days => DaysUntilAnniversary(Compute(days.Of, place), days.LeapDay),
        Computation.CompletedYears years => CompletedYears(Compute(years.Of, place), years.LeapDay),
        Computation.MeanDaysBetween mean => MeanDaysBetween([.. Satisfying(Reach(place, mean.Relation), mean.Where).Select(row => Compute(mean.Of, row)).OfType<Tick>()]),
        _ => throw new InvalidOperationException($"The computation {computation} is unknown."),
    };

    private object? Compute(Computation.Aggregate aggregate, Place place)
    {
        List<Place> rows = Satisfying(Reach(place, aggregate.Relation), aggregate.Where);
        if (aggregate.Of is null)
            return new Fraction(rows.Count);
        bool caseMatters = rows.Count > 0 && aggregate.Of is Computation.Attribute of && Attribute(rows[0], of.Path).IsCaseSensitive;
        return Aggregate(aggregate.Function, [.. rows.Select(row => Compute(aggregate.Of, row)).OfType<object>()], caseMatters);
    }

    /// <summary>A figure over the values that are present.</summary>
    private static object? Aggregate(AggregateFunction function, List<object> values, bool caseMatters) => function switch
    {
        AggregateFunction.Count => new Fraction(values.Count),
        AggregateFunction.CountDistinct => new Fraction(values.Distinct(new Sameness(caseMatters)).Count()),
        AggregateFunction.Sum => Sum(values),
        AggregateFunction.Average => values.Count == 0 ? null : Sum(values) / new Fraction(values.Count),
        AggregateFunction.Min => Least(values),
        _ => Greatest(values),
    };

    private static Fraction Sum(IEnumerable<object> values) => values.Cast<Fraction>().Aggregate(new Fraction(0), (a, b) => a + b);

    private static object? Greatest(IEnumerable<object> values) => values.Aggregate((object?)null, (best, value) => best is null || Order(value, best) > 0 ? value : best);

    private static object? Least(IEnumerable<object> values) => values.Aggregate((object?)null, (best, value) => best is null || Order(value, best) < 0 ? value : best);

    private static int Order(object left, object right) => (left, right) switch
    {
        (Fraction a, Fraction b) => a.CompareTo(b),
        (LocalDate a, LocalDate b) => a.CompareTo(b),
        (Tick a, Tick b) => a.CompareTo(b),
        (ElapsedTime a, ElapsedTime b) => a.CompareTo(b),
        _ => throw new InvalidOperationException($"{left} and {right} have no order."),
    };

    private Fraction? Both(Computation left, Computation right, Place place, Func<Fraction, Fraction, Fraction> combine) =>
        Compute(left, place) is Fraction a && Compute(right, place) is Fraction b ? combine(a, b) : null;

    private static string? Join(string separator, string[] texts) => texts.Length == 0 ? null : string.Join(separator, texts);

    private Fraction? DaysUntilAnniversary(object? date, LeapDayRule leapDay)
    {
        if (date is not LocalDate birth || birth > moment.Day)
            return null;
        LocalDate next = Anniversary(birth, moment.Day.Year, leapDay);
        if (next < moment.Day)
            next = Anniversary(birth, moment.Day.Year + 1, leapDay);
        return new Fraction(Period.DaysBetween(moment.Day, next));
    }

    private Fraction? CompletedYears(object? date, LeapDayRule leapDay)
    {
        if (date is not LocalDate birth || birth > moment.Day)
            return null;
        bool hadThisYear = Anniversary(birth, moment.Day.Year, leapDay) <= moment.Day;
        return new Fraction(moment.Day.Year - birth.Year - (hadThisYear ? 0 : 1));
    }

    private static LocalDate Anniversary(LocalDate date, int year, LeapDayRule leapDay)
    {
        if (date is not { Month: 2, Day: 29 } || CalendarSystem.Iso.IsLeapYear(year))
            return new LocalDate(year, date.Month, date.Day);
        return leapDay == LeapDayRule.February28 ? new LocalDate(year, 2, 28) : new LocalDate(year, 3, 1);
    }

    private static Fraction? MeanDaysBetween(List<Tick> instants)
    {
        if (instants.Count < 2)
            return null;
        var span = new Fraction(instants.Max().Count - instants.Min().Count);
        return span / new Fraction(864_000_000_000) / new Fraction(instants.Count - 1);
    }

    /// <summary>Which values are the same one: texts ignoring case unless it matters, all others by value.</summary>
    private sealed class Sameness(bool caseMatters) : IEqualityComparer<object>
    {
        private readonly StringComparer _texts = caseMatters ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

        bool IEqualityComparer<object>.Equals(object? x, object? y) => x is string a && y is string b ? _texts.Equals(a, b) : Equals(x, y);

        int IEqualityComparer<object>.GetHashCode(object value) => value is string text ? _texts.GetHashCode(text) : value.GetHashCode();
    }
}
