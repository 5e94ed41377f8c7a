using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Matching;

/// <summary>Makes the cuts of a plan, and keeps the calendar terms that they speak of. Used while a plan is built, by one thread.</summary>
internal sealed class Cuts
{
    // The start of a fixed day is the same at every instant.
    private readonly Frame _days = new(DateTimeOffset.UnixEpoch);
    private readonly List<TimeTerm> _terms = [];
    private readonly Dictionary<TimeTerm, int> _places = [];

    /// <summary>The calendar terms, by their places.</summary>
    public IReadOnlyList<TimeTerm> Terms => _terms;

    /// <summary>What has to be passed, and what must not be, for a range; see <see cref="Cut"/>.</summary>
    public CutRange RangeOf(BoundRange range) => new(
        range.Low is { } low ? CutOf(low, isStrict: !range.LowIncluded) : null,
        range.High is { } high ? CutOf(high, isStrict: range.HighIncluded) : null);

    public static CutRange PointOf(Rational value) =>
        new(new Cut(Measure.Constant, value, 0, false), new Cut(Measure.Constant, value, 0, true));

    public int TermOf(TimeTerm term)
    {
        if (_places.TryGetValue(term, out int place))
            return place;
        _places.Add(term, _terms.Count);
        _terms.Add(term);
        return _terms.Count - 1;
    }

    private Cut CutOf(Bound bound, bool isStrict) => bound.Term switch
    {
        null => new Cut(Measure.Constant, bound.Constant, 0, isStrict),
        TimeTerm.StartOfDay day => new Cut(Measure.Constant, _days.ValueOf(day), 0, isStrict),
        TimeTerm.Moved { Months: 0 } moved => new Cut(Measure.Length, new Rational(moved.Ticks), 0, isStrict),
        TimeTerm.Before before => new Cut(
            Measure.Length, before.Microseconds.Times(new Rational(TimeSpan.TicksPerMicrosecond)).Negated(), 0, isStrict),
        { } term => new Cut(term.IsDay ? Measure.CalendarDay : Measure.CalendarInstant, new Rational(0), TermOf(term), isStrict),
    };
}
