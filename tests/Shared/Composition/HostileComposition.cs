using Segmentation.Sql;

namespace Segmentation.Tests.Shared.Composition;

/// <summary>Statements of the segments of <see cref="HostileRun"/>.</summary>
internal static class HostileComposition
{
    /// <summary>Asserts that each segment is composed and finds the customer of that key; gives the statements as the benign text has them.</summary>
    public static async Task<string[]> RunAsync(SqlSource source, SqlDatabase database, SegmentSchema schema, string text, CancellationToken ct)
    {
        var lists = new SegmentLists(new Dictionary<string, SegmentList>(StringComparer.Ordinal) { ["equal"] = new([text], [text + "x"]) });
        SegmentSet set = SegmentSet.Bind(schema, HostileRun.Segments(text), lists);
        var statements = new List<string>();
        foreach (Segment segment in set.Segments)
        {
            SqlSegment composed = await source.ComposeAsync(set[segment.Id], new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ct: ct);
            Assert.Equal(text, Assert.Single(await ComposedMembers.FindAsync(database, composed, ct)));
            statements.Add(HostileRun.Benign(composed.Text, text));
        }

        return [.. statements];
    }
}
