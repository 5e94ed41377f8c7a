using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Segmentation.EntityFrameworkCore.Tests.Composition;

/// <summary>What EF Core sends for each of the ready-made segments is what a reviewer has seen.</summary>
public sealed class ReadyMadeStatementTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public void InSegment_OfEveryReadyMadeSegment_SendsTheApprovedStatement(string provider)
    {
        using CommerceContext context = CommerceContext.Offline(provider);
        SegmentSet set = SegmentSet.Bind(CommerceContext.Schema, [.. CommerceSegments.All.Select(s => s.Create())]);
        var statements = new StringBuilder();
        foreach (Segment segment in set.Segments)
        {
            statements.Append("-- ").Append(segment.Id).Append('\n');
            try
            {
                string sql = context.Customers.InSegment(set[segment.Id], AsOf).Select(c => EF.Property<long>(c, "id")).ToQueryString();
                statements.Append(sql.ReplaceLineEndings("\n")).Append("\n\n");
            }
            catch (CompositionRefusedException refused)
            {
                statements.Append("-- refused: ").AppendJoin("\n-- refused: ", refused.Problems).Append("\n\n");
            }
        }

        Approval.Require($"ready-made.{provider}.sql", statements.ToString());
    }

    [Fact]
    public void ReadyMadeSegments_AreAsManyAsTheManualsHave() => Assert.Equal(29, CommerceSegments.All.Count);
}
