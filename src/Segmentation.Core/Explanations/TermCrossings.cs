using System.Numerics;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Explanations;

/// <summary>
/// When a time term, as as-of moves on, reaches or passes fixed values: every instant at which how the two compare may
/// change. Instants are ticks of 100 ns since 1970.
/// </summary>
internal sealed class TermCrossings
{
    private readonly TimeTerm _term;
    private readonly Func<BigInteger, IEnumerable<long>> _find;

    public TermCrossings(TimeTerm term, Func<string, IReadOnlyList<(long First, long Last)>> stretchesOf)
    {
        _term = term;
        switch (term)
        {
            case TimeTerm.Moved { Months: 0 } moved:
                _find = value => Exact(new Rational(value - moved.Ticks));
                break;
            case TimeTerm.Before before:
                _find = value => Exact(new Rational(value).Plus(before.Microseconds.Times(new Rational(10))));
                break;
            default:
                Stretch[] stretches = [.. stretchesOf(term.CalendarZone!).Select(s => new Stretch(s.First, s.Last, ValueAt(s.First), ValueAt(s.Last)))];
                _find = value => InStretches(stretches, value);
                break;
        }
    }

    /// <summary>The instants for a value in the unit of the term: microseconds since 1970, or days.</summary>
    public IEnumerable<long> Of(Int128 value) => _find((BigInteger)value * 10);

    // The term runs beside as-of: it equals the value at one instant at most, and is greater from the next tick on.
    private static IEnumerable<long> Exact(Rational meeting)
    {
        yield return (long)meeting.Ceiling();
        yield return (long)meeting.Floor() + 1;
    }

    // Within a stretch the term never falls. Between stretches it may do anything.
    private IEnumerable<long> InStretches(Stretch[] stretches, BigInteger value)
    {
        int? before = null;
        foreach (Stretch stretch in stretches)
        {
            int first = stretch.FirstValue.CompareTo(value), last = stretch.LastValue.CompareTo(value);
            if (before is not null && first != before)
                yield return stretch.First;
            if (first < 0 && last >= 0)
                yield return FirstWhere(stretch, at => ValueAt(at) >= value);
            if (first <= 0 && last > 0)
                yield return FirstWhere(stretch, at => ValueAt(at) > value);
            before = last;
        }
    }

    private static long FirstWhere(Stretch stretch, Func<long, bool> holds)
    {
        long low = stretch.First, high = stretch.Last;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (holds(middle))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    // Calendar terms come out in whole ticks and whole days; a tenth of either unit is exact for both.
    private BigInteger ValueAt(long ticks) => new Frame(UnixTicks.ToInstant(ticks)).ValueOf(_term).Floor(1);

    private readonly record struct Stretch(long First, long Last, BigInteger FirstValue, BigInteger LastValue);
}
