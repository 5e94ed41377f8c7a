namespace Segmentation.Time;

/// <summary>Anniversaries of calendar days, in day numbers counted from 0001-01-01.</summary>
internal static class Anniversaries
{
    /// <summary>Days from today to the next anniversary, 0 on the day; null when the date is in the future.</summary>
    public static int? DaysUntilNext(int date, int today, LeapDayRule rule)
    {
        if (date > today)
            return null;
        DateOnly born = DateOnly.FromDayNumber(date);
        int year = DateOnly.FromDayNumber(today).Year;
        int next = In(born, year, rule);
        if (next < today)
            next = In(born, year + 1, rule);
        return next - today;
    }

    /// <summary>Whole years from the date to today; null when the date is in the future.</summary>
    public static int? CompletedYears(int date, int today, LeapDayRule rule)
    {
        if (date > today)
            return null;
        DateOnly born = DateOnly.FromDayNumber(date);
        int year = DateOnly.FromDayNumber(today).Year;
        return year - born.Year - (In(born, year, rule) > today ? 1 : 0);
    }

    private static int In(DateOnly born, int year, LeapDayRule rule)
    {
        if (born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year <= 9999 ? year : year - 4))
            return rule == LeapDayRule.February28 ? DayNumber(year, 2, 28) : DayNumber(year, 3, 1);
        return DayNumber(year, born.Month, born.Day);
    }

    // Year 10000 lies outside DateOnly; an anniversary may fall into it when today is in 9999.
    private static int DayNumber(int year, int month, int day) => year <= 9999
        ? new DateOnly(year, month, day).DayNumber
        : DateOnly.MaxValue.DayNumber + new DateOnly(2000, month, day).DayOfYear;
}
