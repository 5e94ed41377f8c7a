using Microsoft.EntityFrameworkCore;

namespace Segmentation.EntityFrameworkCore.Tests.Composition;

/// <summary>The published table says of every leaf and provider what happens.</summary>
public sealed class LeafTableTests
{
    public static TheoryData<string, string, string, string> Rows
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (string[] cells in File.ReadLines(Path.Combine(Approval.Repository(), "docs", "composition.md"))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("`{", StringComparison.Ordinal))
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)))
            {
                data.Add(cells[0], cells[1].Trim('`'), "SQLite", cells[2]);
                data.Add(cells[0], cells[1].Trim('`'), "PostgreSQL", cells[3]);
            }

            return data;
        }
    }

    [Fact]
    public void Table_HasTakenAndRefusedLeaves()
    {
        Assert.InRange(Rows.Count, 60, 200);
        Assert.Contains(Rows, r => r.Data.Item4 == "yes");
        Assert.Contains(Rows, r => r.Data.Item4 == "compose.tree");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void InSegment_OfALeaf_DoesWhatTheTableSays(string leaf, string condition, string provider, string expected)
    {
        Segment segment = Assert.Single(SegmentFile.Read($$"""{"version":1,"segments":[{"id":"leaf","conditions":{{condition}}}]}"""));
        SegmentSet set = SegmentSet.Bind(CommerceContext.Schema, [segment]);
        using CommerceContext context = CommerceContext.Offline(provider);
        string found;
        try
        {
            found = context.Customers.InSegment(set["leaf"], new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)).Select(c => EF.Property<long>(c, "id")).ToQueryString().Length > 0 ? "yes" : "";
        }
        catch (CompositionRefusedException refused)
        {
            Problem problem = Assert.Single(refused.Problems);
            Assert.StartsWith("segments[0].conditions", problem.Path, StringComparison.Ordinal);
            found = problem.Code;
        }

        Assert.Equal((leaf, provider, expected), (leaf, provider, found));
    }
}
