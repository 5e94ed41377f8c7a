using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Composition;

/// <summary>What docs/sql-segments.md shows is compiled, and does what it says.</summary>
public sealed partial class GuideTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Guide_CodeBlocks_AreRegionsOfCompiledCode()
    {
        string code = Read("tests", "Segmentation.Sql.Sqlite.Tests", "Composition", "GuideExample.cs");
        string[] regions = [.. Region().Matches(code).Select(m => m.Groups["code"].Value.Replace("        ", "", StringComparison.Ordinal))];
        string[] blocks = [.. CodeBlock().Matches(Read("docs", "sql-segments.md")).Select(m => m.Groups["code"].Value)];
        Assert.Equal(2, blocks.Length);
        Assert.Equal(blocks, regions);
    }

    [Fact]
    public async Task Guide_Examples_FindWhoTheySay()
    {
        using var file = new SqliteFile();
        file.Execute("""
            CREATE TABLE people (no INTEGER PRIMARY KEY, mail TEXT, country TEXT, credit TEXT, seen TEXT);
            INSERT INTO people VALUES (1, 'c@x', 'UA', '10.50', '2026-01-30'), (2, 'b@x', 'UA', '10.5', '2020-01-01'), (3, 'a@x', 'PL', '11', NULL), (4, 'd@x', 'UA', '1', NULL)
            """);
        SegmentSchema schema = CommerceSchema.Create();
        SegmentSet set = SegmentSet.Bind(schema,
        [
            Segment.Define("vip").Where(c => c.Attribute("store_credit").AtLeast(10.5m)),
            Segment.Define("sleepers").Where(c => c.Attribute("date_of_birth").LessThan(When.Today(-30))),
        ]);
        Action<SqlMap> map = sql => sql.Table("customer", "people", t => t.Key("no").Column("store_credit", "credit").Column("date_of_birth", "seen"));

        Assert.Equal("b@x,c@x", await GuideExample.FindMailsAsync(schema, file.ConnectionString, map, set, AsOf, Ct));
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync(Ct);
        await using SqliteCommand command = connection.CreateCommand();
        Assert.Equal(2, await GuideExample.CountAsync(new SqlSource(schema, file.Database, map), command, set, AsOf, Ct));
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([SharedData.Repository(), .. path])).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^ *#region guide-.*\n(?<code>(.*\n)*?) *#endregion", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^```csharp\n(?<code>(.*\n)*?)```", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
