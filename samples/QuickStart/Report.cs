using System.Diagnostics;
using System.Globalization;
using Segmentation;
using Spectre.Console;

namespace QuickStart;

/// <summary>Shows who is in which segment, and how long finding out takes.</summary>
internal sealed class Report(ISegmentSource source)
{
    /// <summary>A table of all segments: sizes, shares of the customers, and how long each takes by itself.</summary>
    public async Task WriteSegmentsAsync(SegmentSet set, DateTimeOffset asOf, long customers, Func<string, long> size)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Segment").AddColumn("Who")
            .AddColumn("Size", c => c.RightAligned()).AddColumn("Share", c => c.RightAligned()).AddColumn("Alone", c => c.RightAligned());
        foreach (Segment segment in set.Segments)
        {
            TimeSpan alone = await TimeAsync(Alone(segment.Id, set), asOf);
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
    public static void WriteChanges(RefreshReport refresh)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Segment").AddColumn("Entered", c => c.RightAligned()).AddColumn("Left", c => c.RightAligned()).AddColumn("Size", c => c.RightAligned());
        foreach (SegmentRefresh change in refresh.Segments.OrderBy(s => s.SegmentId, StringComparer.Ordinal))
            table.AddRow(change.SegmentId, Number(change.Entered), Number(change.Left), Number(change.Size));
        AnsiConsole.Write(table);
    }

    /// <summary>How many customers each customer group has.</summary>
    public static void WriteGroups(IEnumerable<(string? Group, long Customers)> groups) =>
        Say($"Customer groups: {string.Join(", ", groups.Select(g => $"{g.Group ?? "none"} {Number(g.Customers)}"))}");

    /// <summary>How many events a handler received, and some of them.</summary>
    public static void WriteEvents(IReadOnlyList<SegmentEvent> events)
    {
        Say($"The handler received {events.Count:N0} events, among them:");
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

    // A segment is bound together with those that its conditions ask for.
    private static SegmentSet Alone(string id, SegmentSet set) =>
        SegmentSet.Bind(set.Schema, [.. set.Segments.Where(s => s.Id == id || set[id].AllReferences.Contains(s.Id))], set.Lists, set.Options);
}
