using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// A value of an ordered type in a statement, null where it is missing, and how it compares with exact bounds. Every bound
/// is a parameter; one that lies beyond what the type holds decides by itself.
/// </summary>
/// <param name="sql">The value: a column, a call or something in parentheses.</param>
internal abstract class Comparand(string sql)
{
    /// <summary>The value in the statement.</summary>
    public string Sql { get; } = sql;

    /// <summary>A value of the same form that is found in another way.</summary>
    public abstract Comparand With(string sql);

    /// <summary>Whether both have one form, so that one may stand for the other.</summary>
    public virtual bool IsLike(Comparand other) => GetType() == other.GetType();

    /// <summary>Whether the value is at or above a bound, or just above it.</summary>
    public abstract string From(Rational bound, bool isIncluded, StatementParameters parameters);

    /// <summary>Whether the value is at or below a bound, or just below it.</summary>
    public abstract string To(Rational bound, bool isIncluded, StatementParameters parameters);

    /// <summary>Whether the value is one of a list.</summary>
    public abstract string In(IReadOnlyList<Rational> list, StatementParameters parameters);

    /// <summary>Whether the value is there.</summary>
    public virtual string IsPresent => $"{Sql} IS NOT NULL";

    /// <summary>Whether different values are different to the database, so that they can be counted by it.</summary>
    public virtual bool IsDistinct => true;

    protected static BigInteger First(Rational bound, bool isIncluded, int places = 0) => isIncluded ? bound.Ceiling(places) : bound.Floor(places) + 1;

    protected static BigInteger Last(Rational bound, bool isIncluded, int places = 0) => isIncluded ? bound.Floor(places) : bound.Ceiling(places) - 1;
}

/// <summary>A whole number of at most 64 bits that stands for itself, or for a number with so many decimal places.</summary>
internal sealed class IntegerComparand(string sql, CompositionDialect dialect, int places = 0) : Comparand(sql)
{
    /// <summary>The decimal places.</summary>
    public int Places { get; } = places;

    public override Comparand With(string sql) => new IntegerComparand(sql, dialect, Places);

    public override bool IsLike(Comparand other) => other is IntegerComparand integer && integer.Places == Places;

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) =>
        First(bound, isIncluded, Places) is var first && first > long.MaxValue ? Logic.False
            : $"{Sql} >= {parameters.Add((long)BigInteger.Max(first, long.MinValue))}";

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) =>
        Last(bound, isIncluded, Places) is var last && last < long.MinValue ? Logic.False
            : $"{Sql} <= {parameters.Add((long)BigInteger.Min(last, long.MaxValue))}";

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters)
    {
        long[] held = [.. list
            .Where(r => r.Floor(Places) == r.Ceiling(Places) && r.Floor(Places) >= long.MinValue && r.Floor(Places) <= long.MaxValue)
            .Select(r => (long)r.Floor(Places))];
        return dialect.IsAmong(Sql, held, parameters);
    }
}

/// <summary>A truth value, 0 or 1.</summary>
/// <param name="whenTrue">The condition that is true, false or, where the value is missing, unknown.</param>
internal sealed class BooleanComparand(string whenTrue) : Comparand(whenTrue)
{
    public override string IsPresent => $"({Sql}) IS NOT NULL";

    public override Comparand With(string sql) => new BooleanComparand(sql);

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) => Among(First(bound, isIncluded), 1);

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) => Among(0, Last(bound, isIncluded));

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters) => Logic.Any(
        list.Any(r => r.IsWhole && r.Floor() == 0) ? $"({Sql}) IS FALSE" : null, list.Any(r => r.IsWhole && r.Floor() == 1) ? $"({Sql}) IS TRUE" : null);

    private string Among(BigInteger first, BigInteger last) => (first <= 0 && last >= 0, first <= 1 && last >= 1) switch
    {
        (true, true) => IsPresent,
        (true, false) => $"({Sql}) IS FALSE",
        (false, true) => $"({Sql}) IS TRUE",
        _ => Logic.False,
    };
}

/// <summary>A calendar day as the first ten characters of a text, which orders as the days do.</summary>
internal sealed class TextDateComparand(string sql, CompositionDialect dialect) : Comparand(sql)
{
    public override Comparand With(string sql) => new TextDateComparand(sql, dialect);

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) =>
        First(bound, isIncluded) is var first && first > DateOnly.MaxValue.DayNumber ? Logic.False : $"{Sql} >= {parameters.Add(Days.Text(first))}";

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) =>
        Last(bound, isIncluded) is var last && last < 0 ? Logic.False : $"{Sql} <= {parameters.Add(Days.Text(last))}";

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters) => dialect.IsAmong(Sql, Days.Texts(list), parameters);
}

/// <summary>Days as texts.</summary>
internal static class Days
{
    /// <summary>The day, or the nearest one of the calendar.</summary>
    public static string Text(BigInteger day) => DateOnly.FromDayNumber((int)BigInteger.Clamp(day, 0, DateOnly.MaxValue.DayNumber))
        .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Those of the numbers that are days.</summary>
    public static string[] Texts(IReadOnlyList<Rational> days) =>
        [.. days.Where(r => r.IsWhole && r.Floor() >= 0 && r.Floor() <= DateOnly.MaxValue.DayNumber).Select(r => Text(r.Floor()))];
}
