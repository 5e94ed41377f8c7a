using System.Linq.Expressions;
using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// A value of an ordered type in a query, and how it compares with exact bounds. Whether it is there at all is tested
/// apart. Every bound is a parameter; one that lies beyond what the type holds decides by itself.
/// </summary>
internal abstract class Comparand(Expression value)
{
    /// <summary>The value in the query.</summary>
    public Expression Value { get; } = value;

    /// <summary>The most digits that the value has, where it is a number.</summary>
    public virtual int Digits => 0;

    /// <summary>A value of the same type that is made of this one, or of others like it.</summary>
    public abstract Comparand With(Expression value);

    /// <summary>Whether the value is at or above a bound, or just above it.</summary>
    public abstract Expression From(Rational bound, bool isIncluded);

    /// <summary>Whether the value is at or below a bound, or just below it.</summary>
    public abstract Expression To(Rational bound, bool isIncluded);

    /// <summary>Whether the value is one of a list.</summary>
    public abstract Expression In(IReadOnlyList<Rational> list);

    protected Expression AtLeast(Expression bound) => Logic.Compare(ExpressionType.GreaterThanOrEqual, Value, bound);

    protected Expression AtMost(Expression bound) => Logic.Compare(ExpressionType.LessThanOrEqual, Value, bound);

    protected static BigInteger First(Rational bound, bool isIncluded) => isIncluded ? bound.Ceiling() : bound.Floor() + 1;

    protected static BigInteger Last(Rational bound, bool isIncluded) => isIncluded ? bound.Floor() : bound.Ceiling() - 1;
}

/// <summary>A whole number of any of the integer types.</summary>
internal sealed class IntegerComparand(Expression value) : Comparand(value)
{
    private readonly Type _type = Nullable.GetUnderlyingType(value.Type) ?? value.Type;

    public override int Digits => Most.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;

    public override Expression From(Rational bound, bool isIncluded) =>
        First(bound, isIncluded) is var first && first > Most ? Logic.False : AtLeast(Parameter(BigInteger.Max(first, Least)));

    public override Expression To(Rational bound, bool isIncluded) =>
        Last(bound, isIncluded) is var last && last < Least ? Logic.False : AtMost(Parameter(BigInteger.Min(last, Most)));

    public override Expression In(IReadOnlyList<Rational> list)
    {
        object[] held = [.. list.Where(r => r.IsWhole && r.Floor() >= Least && r.Floor() <= Most).Select(r => Held(r.Floor()))];
        Array values = Array.CreateInstance(_type, held.Length);
        held.CopyTo(values, 0);
        return Sequences.Contains(Term.List(values), Value);
    }

    public override Comparand With(Expression value) => new IntegerComparand(value);

    private BigInteger Least => Type.GetTypeCode(_type) switch
    {
        TypeCode.SByte => sbyte.MinValue,
        TypeCode.Int16 => short.MinValue,
        TypeCode.Int32 => int.MinValue,
        TypeCode.Int64 => long.MinValue,
        _ => 0,
    };

    private BigInteger Most => Type.GetTypeCode(_type) switch
    {
        TypeCode.SByte => sbyte.MaxValue,
        TypeCode.Byte => byte.MaxValue,
        TypeCode.Int16 => short.MaxValue,
        TypeCode.UInt16 => ushort.MaxValue,
        TypeCode.Int32 => int.MaxValue,
        TypeCode.UInt32 => uint.MaxValue,
        _ => long.MaxValue,
    };

    private object Held(BigInteger number) => Convert.ChangeType((long)number, _type, System.Globalization.CultureInfo.InvariantCulture);

    private Expression Parameter(BigInteger number) => Term.Of(Held(number), _type);
}

/// <summary>A decimal. Equality is two bounds: a database that stores decimals as text has <c>10.5</c> and <c>10.50</c>.</summary>
internal sealed class DecimalComparand(Expression value, Provider provider, int digits = DecimalComparand.MostDigits) : Comparand(value)
{
    /// <summary>What any value may have: below 10^18 in size, with 9 places.</summary>
    public const int MostDigits = 27;

    // More places than any value has: products have twice those of a value.
    private const int Places = 18;

    public override Expression From(Rational bound, bool isIncluded) => Exact(bound) is { } exact
        ? Logic.Compare(isIncluded ? ExpressionType.GreaterThanOrEqual : ExpressionType.GreaterThan, Value, Term.Of(exact))
        : Rounded(bound.Ceiling(Places)) is { } above ? AtLeast(Term.Of(above)) : Logic.Constant(bound.Numerator.Sign < 0);

    public override Expression To(Rational bound, bool isIncluded) => Exact(bound) is { } exact
        ? Logic.Compare(isIncluded ? ExpressionType.LessThanOrEqual : ExpressionType.LessThan, Value, Term.Of(exact))
        : Rounded(bound.Floor(Places)) is { } below ? AtMost(Term.Of(below)) : Logic.Constant(bound.Numerator.Sign > 0);

    public override Expression In(IReadOnlyList<Rational> list)
    {
        decimal[] values = [.. list.Select(Exact).OfType<decimal>()];
        if (provider == Provider.PostgreSql)
            return Sequences.Contains(Term.List(values), Value);
        ParameterExpression item = Expression.Parameter(typeof(decimal), "item");
        return Sequences.Any(Term.List(values), item, Expression.AndAlso(AtLeast(item), AtMost(item)));
    }

    public override int Digits { get; } = digits;

    public override Comparand With(Expression value) => new DecimalComparand(value, provider, Digits);

    /// <summary>The decimal that a quotient is; null when it is none.</summary>
    public static decimal? Exact(Rational value)
    {
        for (int places = 0; places <= 28; places++)
        {
            BigInteger scaled = value.Floor(places);
            if (scaled == value.Ceiling(places))
                return scaled >= Int128.MinValue && scaled <= Int128.MaxValue ? Decimals.Exact((Int128)scaled, places) : null;
        }

        return null;
    }

    private static decimal? Rounded(BigInteger scaled) =>
        scaled >= Int128.MinValue && scaled <= Int128.MaxValue ? Decimals.Exact((Int128)scaled, Places) : null;
}

/// <summary>A truth value, 0 or 1.</summary>
internal sealed class BooleanComparand(Expression value) : Comparand(value)
{
    public override Expression From(Rational bound, bool isIncluded) => Among(First(bound, isIncluded), 1);

    public override Expression To(Rational bound, bool isIncluded) => Among(0, Last(bound, isIncluded));

    public override Expression In(IReadOnlyList<Rational> list) => Logic.Any(
        list.Any(r => r.IsWhole && r.Floor() == 0) ? Is(false) : null, list.Any(r => r.IsWhole && r.Floor() == 1) ? Is(true) : null);

    public override Comparand With(Expression value) => new BooleanComparand(value);

    private Expression Among(BigInteger first, BigInteger last) => (first <= 0 && last >= 0, first <= 1 && last >= 1) switch
    {
        (true, true) => Logic.True,
        (true, false) => Is(false),
        (false, true) => Is(true),
        _ => Logic.False,
    };

    // What a map says of every row is known before the query is.
    private Expression Is(bool truth) => Value is ConstantExpression { Value: bool known } ? Logic.Constant(known == truth) : Expression.Equal(Value, Expression.Constant(truth, Value.Type));
}

/// <summary>A calendar day, as a date or as a date-time at midnight.</summary>
internal sealed class DateComparand(Expression value, DateTimeKind kind) : Comparand(value)
{
    private readonly bool _isDateTime = (Nullable.GetUnderlyingType(value.Type) ?? value.Type) == typeof(DateTime);

    public override Expression From(Rational bound, bool isIncluded) =>
        First(bound, isIncluded) is var first && first > DateOnly.MaxValue.DayNumber ? Logic.False : AtLeast(Parameter(first));

    public override Expression To(Rational bound, bool isIncluded) =>
        Last(bound, isIncluded) is var last && last < 0 ? Logic.False : AtMost(Parameter(last));

    public override Expression In(IReadOnlyList<Rational> list)
    {
        BigInteger[] days = [.. list.Where(r => r.IsWhole).Select(r => r.Floor()).Where(d => d >= 0 && d <= DateOnly.MaxValue.DayNumber)];
        return Sequences.Contains(_isDateTime ? Term.List((DateTime[])[.. days.Select(Midnight)]) : Term.List((DateOnly[])[.. days.Select(Day)]), Value);
    }

    public override Comparand With(Expression value) => new DateComparand(value, kind);

    private Expression Parameter(BigInteger day) => _isDateTime ? Term.Of(Midnight(day)) : Term.Of(Day(day));

    private static DateOnly Day(BigInteger day) => DateOnly.FromDayNumber((int)BigInteger.Clamp(day, 0, DateOnly.MaxValue.DayNumber));

    private DateTime Midnight(BigInteger day) => Day(day).ToDateTime(TimeOnly.MinValue, kind);
}
