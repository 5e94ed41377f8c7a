using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Sql;

/// <summary>What a query asks of the day of the year, as month × 100 + day, instead of counting days and years.</summary>
internal static class Birthdays
{
    /// <summary>The days of the year whose next anniversary is as far away as is asked.</summary>
    public static IReadOnlyList<int> DaysOfYear(int today, LeapDayRule leapDay, Question question)
    {
        // How far an anniversary is depends on the day of the year alone: any past leap year has every day there is.
        int leapYear = DateOnly.FromDayNumber(today).Year - 1;
        while (!DateTime.IsLeapYear(leapYear))
            leapYear--;
        var days = new List<int>();
        for (var day = new DateOnly(leapYear, 1, 1); day.Year == leapYear; day = day.AddDays(1))
        {
            if (Anniversaries.DaysUntilNext(day.DayNumber, today, leapDay) is { } until && question.IsSatisfiedBy(new Rational(until)))
                days.Add(day.Month * 100 + day.Day);
        }

        return days;
    }

    /// <summary>The last day of the year whose anniversary has come today.</summary>
    public static int LastDayOfYear(DateOnly today, LeapDayRule leapDay)
    {
        int last = today.Month * 100 + today.Day;
        // In a common year 29 February has come with the 28th, or with 1 March, before which there is no 29th to reach.
        return last == 228 && leapDay == LeapDayRule.February28 && !DateTime.IsLeapYear(today.Year) ? 229 : last;
    }
}
