using System.Text.RegularExpressions;
using Segmentation.Sql.PostgreSql.Tests.Store;
using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Pushdown;

namespace Segmentation.Sql.PostgreSql.Tests.Pushdown;

public sealed partial class PostgresPushdownTests(ConformanceDatabase database) : PushdownTests, IClassFixture<ConformanceDatabase>
{
    private static int _schemas;

    private protected override bool IsDistributed => true;

    [Fact]
    public void Constructs_OfThePublishedList_AreThoseThatStatementsMayHave()
    {
        IEnumerable<string> published = File.ReadAllLines(Path.Combine(SharedData.Repository(), "docs", "pushdown.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Word().Matches(line.Split('|')[1]).SelectMany(m => m.Groups["words"].Value.Split(' ')));
        Assert.Equal(PushdownConstructs.Words.Concat(PushdownConstructs.BookkeepingWords).Order(StringComparer.Ordinal), published.Distinct().Order(StringComparer.Ordinal));
    }

    private protected override async Task<PushdownPlace> NewPlaceAsync(DatasetTables tables)
    {
        PostgresDatabase server = await database.GetAsync();
        string schema = $"p{Interlocked.Increment(ref _schemas)}";
        var sql = new PostgreSqlDatabase(server.DataSource);
        // The customers are in the store's schema, so that both go together.
        var loader = new SqlLoader(sql, new SqlLoaderOptions { Schema = schema, CreateSchema = true });
        await loader.LoadAsync(tables, ct: Ct);
        // A column of texts holds what is no number.
        await server.ExecuteAsync($"ALTER TABLE {schema}.customers ALTER COLUMN store_credit TYPE text", Ct);
        return new PushdownPlace(new PostgresPlace(server, new SqlStoreOptions { Schema = schema, Prefix = "seg_" }), sql, loader.MapOf(tables), name => $"{schema}.{name}")
        {
            Break = $"UPDATE {schema}.customers SET store_credit = 'ten' WHERE id = 2",
            BrokenAttribute = "store_credit",
            BrokenValue = 5m,
        };
    }

    [GeneratedRegex("`(?<words>[^`]+)`")]
    private static partial Regex Word();
}
