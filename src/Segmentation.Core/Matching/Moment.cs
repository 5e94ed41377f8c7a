using Segmentation.Explanations;

namespace Segmentation.Matching;

/// <summary>The instant of a match, with what the calendar says of it.</summary>
internal sealed class Moment
{
    private MomentTerms _terms = MomentTerms.None;

    public DateTimeOffset AsOf { get; private set; }

    /// <summary>Ticks of 100 ns since 1970.</summary>
    public long AsOfTicks { get; private set; } = long.MinValue;

    /// <summary>The instants in microseconds since 1970 that lie at or before as-of end here.</summary>
    public long LastMicrosecond { get; private set; }

    /// <summary>The value of a calendar term: ticks since 1970 or a day.</summary>
    public long ValueOf(int term) => _terms.ValueOf(term, AsOfTicks);

    public void MoveTo(DateTimeOffset asOf, CalendarTerms terms)
    {
        AsOf = asOf;
        AsOfTicks = UnixTicks.Of(asOf);
        LastMicrosecond = asOf.UtcTicks / TimeSpan.TicksPerMicrosecond - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond;
        if (!_terms.Holds(AsOfTicks, terms))
            _terms = terms.At(asOf);
    }
}
