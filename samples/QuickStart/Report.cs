using System.Diagnostics;
using System.Globalization;
using Segmentation;
using Spectre.Console;

namespace QuickStart;

/// <summary>Shows who is in which segment, and how long finding out takes.</summary>
internal sealed class Report(SegmentSchema schema, ISegmentSource source)
{
    /// <summary>A table of all segments: sizes, shares of the customers, and how long each takes by itself.</summary>
    public async Task WriteSegmentsAsync(SegmentSet set, DateTimeOffset asOf, long customers, Func<string, long> size)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Segment").AddColumn("Who")
            .AddColumn("Size", c => c.RightAligned()).AddColumn("Share", c => c.RightAligned()).AddColumn("Alone", c => c.RightAligned());
        foreach (Segment segment in set.Segments)
        {
            TimeSpan alone = await TimeAsync(SegmentSet.Bind(schema, WithThoseItRefersTo(segment, set.Segments)), asOf);
            table.AddRow(
                segment.Id, segment.Name, Number(size(segment.Id)),
                ((double)size(segment.Id) / customers).ToString("P1", CultureInfo.InvariantCulture), Milliseconds(alone));
        }

        AnsiConsole.Write(table);
        TimeSpan together = await TimeAsync(set, asOf);
        Say($"All {set.Segments.Count} over {customers:N0} customers in one pass: {Milliseconds(together)}, as of {asOf:u}");
    }

    /// <summary>Shows the customer who is in the most segments.</summary>
    public static void WriteCustomer(IEnumerable<SubjectKey> members, Func<SubjectKey, IReadOnlyList<string>> segmentsOf)
    {
        SubjectKey? busiest = members.CountBy(key => key).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => (SubjectKey?)c.Key).FirstOrDefault();
        if (busiest is { } customer)
            Say($"Customer {customer} is in: {string.Join(", ", segmentsOf(customer))}");
    }

    /// <summary>A table of who entered and left.</summary>
    public static void WriteChanges(SegmentSet set, RefreshReport refresh)
    {
        Say($"Refreshed again in {Milliseconds(refresh.Duration)}, {refresh.GroupsMoved:N0} customers moved to another group:");
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Segment").AddColumn("Entered", c => c.RightAligned()).AddColumn("Left", c => c.RightAligned()).AddColumn("Size", c => c.RightAligned());
        Dictionary<string, SegmentRefresh> changes = refresh.Segments.ToDictionary(s => s.SegmentId);
        foreach (SegmentRefresh change in set.Segments.Select(s => changes[s.Id]))
            table.AddRow(change.SegmentId, Number(change.Entered), Number(change.Left), Number(change.Size));
        AnsiConsole.Write(table);
    }

    /// <summary>How many events a handler received, and some of them.</summary>
    public static void WriteEvents(IReadOnlyList<SegmentEvent> events)
    {
        Say($"The handler received {events.Count:N0} events: {events.Count(e => e.Kind == MemberChangeKind.Entered):N0} customers entered, {events.Count(e => e.Kind == MemberChangeKind.Left):N0} left. The first of each segment:");
        foreach (SegmentEvent first in events.DistinctBy(e => (e.SegmentId, e.Kind)).OrderBy(e => e.SegmentId, StringComparer.Ordinal).Take(6))
            Say($"  customer {first.Customer} {(first.Kind == MemberChangeKind.Entered ? "entered" : "left")} {first.SegmentId}");
    }

    /// <summary>Writes a line, numbers and times the same in every culture.</summary>
    public static void Say(FormattableString text) => AnsiConsole.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture) + " ms";

    private async Task<TimeSpan> TimeAsync(SegmentSet set, DateTimeOffset asOf)
    {
        long start = Stopwatch.GetTimestamp();
        await new SegmentEvaluator(source).EvaluateAsync(set, asOf);
        return Stopwatch.GetElapsedTime(start);
    }

    // A segment can only be bound together with the segments that its conditions ask for.
    private static List<Segment> WithThoseItRefersTo(Segment segment, IReadOnlyList<Segment> all)
    {
        List<Segment> needed = [segment];
        for (int i = 0; i < needed.Count; i++)
            needed.AddRange(References(needed[i].Conditions).Select(id => all.Single(s => s.Id == id)).Except(needed));
        return needed;
    }

    private static IEnumerable<string> References(Condition? condition) => condition switch
    {
        SegmentCondition reference => [reference.Segment],
        CombinationCondition group => group.Conditions.SelectMany(References),
        _ => [],
    };
}
