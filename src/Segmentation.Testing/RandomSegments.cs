using Segmentation.Testing.Generation;

namespace Segmentation.Testing;

/// <summary>
/// Random but valid segments over data that there is: their literals are mostly values that its rows have, or are next to
/// them, so that most segments have some customers and not others. The same seed always gives the same segments.
/// </summary>
public static class RandomSegments
{
    private const int Attempts = 6;

    // Enough for references to references; a chain of hundreds would say nothing more.
    private const int MostReferredTo = 20;

    /// <summary>Draws segments. Takes some tens of milliseconds each.</summary>
    /// <param name="sample">Some of the customers with all rows behind them.</param>
    /// <param name="asOf">The instant at which they will be evaluated.</param>
    /// <param name="timeZone">The IANA time zone of segments that have none of their own.</param>
    /// <param name="count">How many; their ids are <c>s0</c>, <c>s1</c> and so on, and later ones may refer to the first.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static IReadOnlyList<Segment> Draw(Dataset sample, DateTimeOffset asOf, string timeZone, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(timeZone);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var dice = new Dice(seed);
        var pool = new ValuePool(dice, new TimeLine(dice, asOf, timeZone));
        var draws = new SegmentDraws(dice, pool, sample);
        var oracle = new Oracle(sample);
        var segments = new List<Segment>(count);
        while (segments.Count < count)
        {
            Segment[] earlier = dice.Percent(20) ? [.. segments.Take(MostReferredTo)] : [];
            Segment drawn = Next();
            for (int attempt = 1; attempt < Attempts && !Divides(drawn, earlier); attempt++)
                drawn = Next();
            segments.Add(drawn);

            Segment Next() => draws.Draw($"s{segments.Count}", dice.Shuffled(sample.Subjects), [.. earlier.Select(s => s.Id)]);
        }

        return segments;

        bool Divides(Segment segment, Segment[] earlier) =>
            oracle.Evaluate([.. earlier, segment], SegmentLists.Empty, asOf, timeZone)[segment.Id].Count is > 0 and int members && members < sample.Subjects.Count;
    }
}
