using Segmentation.Explanations;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Matching;

/// <summary>
/// The calendar terms of a plan, and their values at the instant that was asked for last, which hold on until the calendar
/// turns a page: until then nothing is computed anew, whoever asks. Safe for concurrent use.
/// </summary>
internal sealed class CalendarTerms(IReadOnlyList<TimeTerm> terms)
{
    private MomentTerms? _last;

    public IReadOnlyList<TimeTerm> Terms { get; } = terms;

    public MomentTerms At(DateTimeOffset asOf)
    {
        MomentTerms? last = Volatile.Read(ref _last);
        if (last is null || !last.Holds(UnixTicks.Of(asOf), this))
            Volatile.Write(ref _last, last = MomentTerms.Compute(this, asOf));
        return last;
    }
}

/// <summary>The values of calendar terms from one instant on, up to the last at which they stay or run evenly with as-of. Immutable.</summary>
internal sealed class MomentTerms
{
    private readonly CalendarTerms? _terms;
    private readonly long _from;
    private readonly long _to;
    private readonly long[] _values;
    private readonly bool[] _runs;

    private MomentTerms(CalendarTerms? terms, long from, long to, long[] values, bool[] runs) =>
        (_terms, _from, _to, _values, _runs) = (terms, from, to, values, runs);

    public static MomentTerms None { get; } = new(null, 0, -1, [], []);

    public bool Holds(long asOfTicks, CalendarTerms terms) => asOfTicks >= _from && asOfTicks <= _to && terms == _terms;

    public long ValueOf(int term, long asOfTicks) => _runs[term] ? _values[term] + (asOfTicks - _from) : _values[term];

    public static MomentTerms Compute(CalendarTerms terms, DateTimeOffset asOf)
    {
        if (terms.Terms.Count == 0)
            return new MomentTerms(terms, long.MinValue, long.MaxValue, [], []);
        var first = new Frame(asOf);
        long from = UnixTicks.Of(asOf);
        var values = new long[terms.Terms.Count];
        var runs = new bool[values.Length];
        long to = terms.Terms.Min(term => DayStretches.LastOf(asOf, term.CalendarZone!));
        var last = new Frame(UnixTicks.ToInstant(to));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(first, terms.Terms[i]);
            runs[i] = terms.Terms[i] is TimeTerm.Moved;
            long end = ValueOf(last, terms.Terms[i]), expected = runs[i] ? values[i] + (to - from) : values[i];
            // A step that leads over a change of the clock does not run evenly: then the values are for this instant alone.
            bool isEven = end == expected && (!runs[i] || DayStretches.IsOneOffset(terms.Terms[i].CalendarZone!, values[i], end));
            if (!isEven)
                to = from;
        }

        return new MomentTerms(terms, from, to, values, runs);
    }

    // Instants come out in whole ticks.
    private static long ValueOf(Frame frame, TimeTerm term) => (long)frame.ValueOf(term).Floor(term.IsDay ? 0 : 1);
}
