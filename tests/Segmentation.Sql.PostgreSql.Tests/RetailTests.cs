using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests;

/// <summary>Five hundred drawn segments over a real order history have the members that memory finds.</summary>
public sealed class RetailTests(PostgresCluster cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DrawnSegments_OverOnlineRetail_HaveTheMembersOfMemory()
    {
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync(ct: Ct);
        await RetailAgreement.AssertAsync(new PostgreSqlDatabase(database.DataSource), Ct);
    }

    [Fact]
    public async Task DrawnSegments_OverACopyWithGapsTiesAndCases_HaveTheMembersOfMemory()
    {
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync("LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'", Ct);
        // The database's own times are whole microseconds; texts are not.
        await RetailAgreement.AssertOfCopyAsync(new PostgreSqlDatabase(database.DataSource), () => database.ExecuteAsync(
            """ALTER TABLE orders ALTER created_at TYPE text USING to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"9Z"')""", Ct), Ct);
    }
}
