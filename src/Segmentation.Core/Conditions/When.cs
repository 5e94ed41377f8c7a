namespace Segmentation;

/// <summary>
/// Relative times to compare with. They stay relative: each evaluation reckons them from its own instant, in the time zone
/// of the segment. Exact spans of time are <see cref="Operand.Before"/> and <see cref="Operand.After"/>.
/// </summary>
public static class When
{
    /// <summary>That long before the evaluation's instant.</summary>
    /// <param name="period">An ISO 8601 duration, not negative, such as <c>P30D</c>, <c>PT12H</c> or <c>P1Y6M</c>; checked when bound.</param>
    public static Operand Ago(string period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return new Operand.Ago(period);
    }

    /// <summary>That long after the evaluation's instant.</summary>
    /// <param name="period">An ISO 8601 duration, not negative; checked when bound.</param>
    public static Operand Ahead(string period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return new Operand.Ahead(period);
    }

    /// <summary>The first instant (or day) of a calendar period.</summary>
    /// <param name="period">Which period; weeks start on Monday.</param>
    /// <param name="offset">How many whole periods later than the present one; negative for earlier.</param>
    public static Operand StartOf(CalendarPeriod period, int offset = 0) => new Operand.StartOf(period, offset);

    /// <summary>The calendar day of the evaluation's instant, for dates.</summary>
    /// <param name="offset">How many units later; negative for earlier.</param>
    /// <param name="unit">The unit of the steps.</param>
    public static Operand Today(int offset = 0, DateUnit unit = DateUnit.Days) => new Operand.Today(offset, unit);
}
