using NodaTime;

namespace Segmentation.Mutate.Rules;

/// <summary>What times are, seen from the instant of an evaluation.</summary>
internal static class TimeRules
{
    private static readonly Reckoning Right = new();

    private static readonly (CalendarPeriod From, CalendarPeriod To)[] Periods =
    [
        (CalendarPeriod.Day, CalendarPeriod.Week),
        (CalendarPeriod.Week, CalendarPeriod.Month),
        (CalendarPeriod.Month, CalendarPeriod.Quarter),
        (CalendarPeriod.Quarter, CalendarPeriod.Month),
        (CalendarPeriod.Quarter, CalendarPeriod.Year),
        (CalendarPeriod.Year, CalendarPeriod.Quarter),
    ];

    public static IEnumerable<Mutation> All => [.. AsOf, .. Steps, .. Starts, .. WholeDays];

    private static IEnumerable<Mutation> AsOf =>
    [
        new("as-of a microsecond later", question => question with { AsOf = question.AsOf.AddMicroseconds(1) }),
        new("as-of a microsecond earlier", question => question with { AsOf = question.AsOf.AddMicroseconds(-1) }),
        new("as-of a day later", question => question with { AsOf = question.AsOf.AddDays(1) }),
        new("as-of a day earlier", question => question with { AsOf = question.AsOf.AddDays(-1) }),
        new("every time zone ignored", question => question with
        {
            Zone = "UTC",
            Segments = [.. question.Segments.Select(s => s with { TimeZone = null })],
        }),
        Written("a skipped local time moved on by the gap", Right with { Resolve = (local, zone) => zone.AtLeniently(local).ToInstant() }),
        Written("a repeated local time is its second occurrence", Right with
        {
            Resolve = (local, zone) => zone.MapLocal(local) is { Count: 2 } mapping ? mapping.Last().ToInstant() : Reckoning.FirstAtOrAfter(local, zone),
        }),
    ];

    private static IEnumerable<Mutation> Steps =>
    [
        Mutation.OfOperand("ago as ahead", (value, _) => value is Operand.Ago ago ? new Operand.Ahead(ago.Period) : value),
        Mutation.OfOperand("ahead as ago", (value, _) => value is Operand.Ahead ahead ? new Operand.Ago(ahead.Period) : value),
        Written("calendar months are 30 days", Right with { AddMonths = (local, months) => local.PlusDays(30 * months) }),
        Written("calendar years are 365 days", Right with { AddMonths = (local, months) => local.PlusDays(365 * (months / 12)).PlusMonths(months % 12) }),
        Written("a month's missing day is the first of the next", Right with { AddMonths = Overflowing }),
        Written("months taken after days and hours", Right with { TakesMonthsLast = true }),
        Written("days ago are local days", Right with { HasLocalDays = true }),
        Written("today is tomorrow", Right with { Step = (day, offset, unit) => Reckoning.StepOf(day, offset, unit).PlusDays(1) }),
        Written("today is yesterday", Right with { Step = (day, offset, unit) => Reckoning.StepOf(day, offset, unit).PlusDays(-1) }),
        Written("today without its steps", Right with { Step = (day, _, _) => day }),
        Written("today's steps the other way", Right with { Step = (day, offset, unit) => Reckoning.StepOf(day, -offset, unit) }),
        Written("today in years of 365 days", Right with
        {
            Step = (day, offset, unit) => unit == DateUnit.Years ? day.PlusDays(365 * offset) : Reckoning.StepOf(day, offset, unit),
        }),
        Written("today in months of 30 days", Right with
        {
            Step = (day, offset, unit) => unit == DateUnit.Months ? day.PlusDays(30 * offset) : Reckoning.StepOf(day, offset, unit),
        }),
        Written("today's missing day is the first of the next month", Right with
        {
            Step = (day, offset, unit) => unit == DateUnit.Days
                ? day.PlusDays(offset)
                : Overflowing(day.AtMidnight(), unit == DateUnit.Years ? 12 * offset : offset).Date,
        }),
    ];

    private static IEnumerable<Mutation> Starts =>
    [
        .. from p in Periods
           select Mutation.OfOperand($"start of {p.From} as start of {p.To}", (value, _) => value is Operand.StartOf start && start.Period == p.From
               ? start with { Period = p.To }
               : value),
        .. from period in Enum.GetValues<CalendarPeriod>()
           from step in new[] { -1, 1 }
           select Mutation.OfOperand($"start of {period} moved by {step}", (value, _) => value is Operand.StartOf start && start.Period == period
               ? start with { Offset = start.Offset + step }
               : value),
        Mutation.OfOperand("start of a period without its offset", (value, _) => value is Operand.StartOf start ? start with { Offset = 0 } : value),
        Written("weeks start on Sunday", Right with
        {
            FirstDay = (day, period, offset) => period == CalendarPeriod.Week
                ? day.PlusDays(-((int)day.DayOfWeek % 7)).PlusWeeks(offset)
                : Reckoning.FirstDayOf(day, period, offset),
        }),
    ];

    private static IEnumerable<Mutation> WholeDays =>
    [
        Written("a day has 24 hours", Right with { EndOfDay = (start, _, _) => start + Duration.FromHours(24) }),
        Written("a day has its last second left out", Right with
        {
            EndOfDay = (_, day, zone) => Reckoning.FirstAtOrAfter(day.PlusDays(1).AtMidnight(), zone) - Duration.FromSeconds(1),
        }),
        WholeDay("'<=' a day as '<'", Operator.AtMost, leaf => leaf.Is(Operator.LessThan, leaf.Value)),
        WholeDay("'<' a day as '<='", Operator.LessThan, leaf => leaf.Is(Operator.AtMost, leaf.Value)),
        WholeDay("'>' a day as '>='", Operator.GreaterThan, leaf => leaf.Is(Operator.AtLeast, leaf.Value)),
        WholeDay("'>=' a day as '>'", Operator.AtLeast, leaf => leaf.Is(Operator.GreaterThan, leaf.Value)),
        .. from o in new[] { Operator.Equal, Operator.NotEqual, Operator.In, Operator.NotIn, Operator.Between, Operator.NotBetween, Operator.AtMost, Operator.GreaterThan }
           select Mutation.OfOperand($"'{o}' a day as the instant of its start", (value, leaf) => leaf.Kind == "instant" && leaf.Operator == o && Reckoning.IsDay(value)
               ? Reckoning.StartOf(((Operand.Text)value).Value, leaf.Place.Zone)
               : value),
    ];

    /// <summary>Times by other rules of reckoning, wherever these come to another comparison.</summary>
    public static Mutation Written(string name, Reckoning reckoning) => Mutation.OfLeaf(name, leaf =>
    {
        Condition? written = reckoning.Write(leaf);
        return reckoning != Right && written is not null && written.Equals(Right.Write(leaf)) ? null : written;
    });

    private static Mutation WholeDay(string name, Operator @operator, Func<Leaf, Condition> rule) => Mutation.OfLeaf(
        name, leaf => leaf.Kind == "instant" && leaf.Operator == @operator && Reckoning.IsDay(leaf.Value) ? rule(leaf) : null);

    private static LocalDateTime Overflowing(LocalDateTime local, int months)
    {
        LocalDateTime clipped = local.PlusMonths(months);
        return clipped.Day == local.Day ? clipped : clipped.PlusDays(1);
    }
}
