using Segmentation.Sql;

namespace Segmentation.Tests.Shared.Composition;

/// <summary>The table of docs/sql-segments.md: what happens with every leaf on every database.</summary>
internal static class LeafTable
{
    /// <summary>Asserts that the rows say so, each with the code of the refusal or that there is none.</summary>
    /// <param name="source">The tables that are made from the schema.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="column">The column of the table that is about the source's database.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AssertAsync(SqlSource source, SegmentSchema schema, int column, CancellationToken ct)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(SharedData.Repository(), "docs", "sql-segments.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("`{", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        Assert.InRange(rows.Length, 35, 100);
        var found = new List<string>();
        foreach (string[] row in rows)
            found.Add($"{row[0]}: {await ComposeAsync(source, schema, row[1].Trim('`'), ct)}");
        Assert.Equal(rows.Select(row => $"{row[0]}: {row[column]}"), found);
    }

    private static async Task<string> ComposeAsync(SqlSource source, SegmentSchema schema, string condition, CancellationToken ct)
    {
        Segment segment = Assert.Single(SegmentFile.Read($$"""{"version":1,"segments":[{"id":"leaf","conditions":{{condition}}}]}"""));
        try
        {
            await source.ComposeAsync(SegmentSet.Bind(schema, [segment])["leaf"], new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), ct: ct);
            return "yes";
        }
        catch (CompositionRefusedException refused)
        {
            Problem problem = Assert.Single(refused.Problems);
            Assert.StartsWith("segments[0].conditions", problem.Path, StringComparison.Ordinal);
            return problem.Code;
        }
    }
}
