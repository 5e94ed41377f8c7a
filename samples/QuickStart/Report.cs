using System.Diagnostics;
using System.Globalization;
using Segmentation;
using Spectre.Console;

namespace QuickStart;

/// <summary>Shows who is in which segment, and how long finding out takes.</summary>
internal sealed class Report(SegmentSchema schema, ISegmentSource source)
{
    public async Task WriteAsync(SegmentSet set, EvaluationResult evaluation)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Segment").AddColumn("Who")
            .AddColumn("Size", c => c.RightAligned()).AddColumn("Share", c => c.RightAligned()).AddColumn("Alone", c => c.RightAligned());
        foreach (Segment segment in set.Segments)
        {
            int size = evaluation[segment.Id].Count;
            TimeSpan alone = await TimeAsync(SegmentSet.Bind(schema, WithThoseItRefersTo(segment, set.Segments)), evaluation.AsOf);
            table.AddRow(
                segment.Id,
                segment.Name,
                size.ToString("N0", CultureInfo.InvariantCulture),
                ((double)size / evaluation.SubjectCount).ToString("P1", CultureInfo.InvariantCulture),
                Milliseconds(alone));
        }

        AnsiConsole.Write(table);
        TimeSpan together = await TimeAsync(set, evaluation.AsOf);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"All {set.Segments.Count} over {evaluation.SubjectCount:N0} customers in one pass: {Milliseconds(together)}, as of {evaluation.AsOf:u}"));
        WriteCustomer(set, evaluation);
    }

    /// <summary>Shows the customer who is in the most segments.</summary>
    private static void WriteCustomer(SegmentSet set, EvaluationResult evaluation)
    {
        IEnumerable<SubjectKey> members = set.Segments.SelectMany(s => evaluation[s.Id]);
        SubjectKey? busiest = members.CountBy(key => key).OrderByDescending(c => c.Value).ThenBy(c => c.Key)
            .Select(c => (SubjectKey?)c.Key).FirstOrDefault();
        if (busiest is { } customer)
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Customer {customer} is in: {string.Join(", ", evaluation.SegmentsOf(customer))}"));
    }

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

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture) + " ms";
}
