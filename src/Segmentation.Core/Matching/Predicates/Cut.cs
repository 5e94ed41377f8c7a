using System.Numerics;
using System.Runtime.CompilerServices;
using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>What a cut is measured by.</summary>
internal enum Measure
{
    /// <summary>A number that never changes.</summary>
    Constant,

    /// <summary>A length from as-of, in ticks of 100 ns: cuts of this measure keep their order at every instant.</summary>
    Length,

    /// <summary>An instant that a zone's calendar gives, in ticks of 100 ns since 1970.</summary>
    CalendarInstant,

    /// <summary>A day that a zone's calendar gives.</summary>
    CalendarDay,
}

/// <summary>
/// A point that a value has passed or not: at or above a bound, or above it. Every range is what has passed one cut and not
/// another. Immutable; equal cuts are equal.
/// </summary>
internal sealed record Cut(Measure Measure, Rational Value, int Term, bool IsStrict) : IComparable<Cut>
{
    // By the scales that were asked for, which are a few: numbers of one column differ in the places that they are written with.
    private LeastAt[] _least = [];
    private StrongBox<(Int128 Numerator, UInt128 Denominator)?>? _terms;

    /// <summary>By value, and by term among calendar terms, which no order holds for.</summary>
    public int CompareTo(Cut? other)
    {
        int order = Term.CompareTo(other!.Term);
        if (order == 0)
            order = Value.CompareTo(other.Value);
        return order == 0 ? IsStrict.CompareTo(other.IsStrict) : order;
    }

    public bool Equals(Cut? other) => other is not null && (Measure, Term, IsStrict) == (other.Measure, other.Term, other.IsStrict) && Value == other.Value;

    public override int GetHashCode() => HashCode.Combine(Measure, Value, Term, IsStrict);

    /// <summary>The least integer at a scale that has passed. A bound that does not fit has the end of the range, which no figure reaches.</summary>
    public Int128 Least(int scale)
    {
        LeastAt[] known = _least;
        foreach (LeastAt least in known)
        {
            if (least.Scale == scale)
                return least.Value;
        }

        LeastAt found = FindLeast(scale);
        // Whoever writes last wins; what is lost is found again.
        _least = [.. known, found];
        return found.Value;
    }

    private LeastAt FindLeast(int scale)
    {
        BigInteger least = IsStrict ? Value.Floor(scale) + 1 : Value.Ceiling(scale);
        return new LeastAt(scale, (Int128)BigInteger.Max(Int128.MinValue, BigInteger.Min(Int128.MaxValue, least)));
    }

    /// <summary>The same at an instant: of a number at a scale, an instant in microseconds, a day.</summary>
    public Int128 Least(Moment moment, int scale) => Measure switch
    {
        Measure.Constant => Least(scale),
        Measure.Length => DividedUp(moment.AsOfTicks + Least(0)),
        Measure.CalendarInstant => DividedUp(moment.ValueOf(Term) + (IsStrict ? 1 : 0)),
        _ => moment.ValueOf(Term) + (IsStrict ? 1 : 0),
    };

    /// <summary>Whether a quotient has passed; the bound is a number.</summary>
    public bool IsPassedBy(NumberCells values, int row) => IsPassedBy(values[row], values.Scale, values.DivisorOf(row));

    /// <summary>Whether a scaled integer over a positive divisor has passed; the bound is a number.</summary>
    public bool IsPassedBy(Int128 value, int scale, long divisor)
    {
        int order = (_terms ??= new(TermsOf(Value))).Value is { } terms && Exact.DivisorOf(scale, divisor) is { } whole
            ? Exact.Compare(value, whole, terms.Numerator, terms.Denominator)
            : (value * Value.Denominator).CompareTo(Value.Numerator * Exact.WideDivisorOf(scale, divisor));
        return order > 0 || (order == 0 && !IsStrict);
    }

    private static (Int128, UInt128)? TermsOf(Rational value) =>
        value.Numerator >= Int128.MinValue && value.Numerator <= Int128.MaxValue && value.Denominator <= UInt128.MaxValue
            ? ((Int128)value.Numerator, (UInt128)value.Denominator)
            : null;

    // The least whole microsecond at or after a tick.
    private static Int128 DividedUp(Int128 ticks)
    {
        (Int128 quotient, Int128 remainder) = Int128.DivRem(ticks, TimeSpan.TicksPerMicrosecond);
        return remainder > 0 ? quotient + 1 : quotient;
    }

    private sealed record LeastAt(int Scale, Int128 Value);
}

/// <summary>What has passed one cut and not another; a null end is open to infinity.</summary>
internal sealed record CutRange(Cut? Low, Cut? High);
