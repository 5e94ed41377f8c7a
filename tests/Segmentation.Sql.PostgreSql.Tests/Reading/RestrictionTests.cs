using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Reading;

/// <summary>Rows that no condition can count stay in the database.</summary>
public sealed class RestrictionTests(PostgresCluster cluster)
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, RestrictionRun.Cases.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task RowsRead_OfConditions_AreThoseThatCanMatter(int number)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync(ct: ct);
        await database.ExecuteAsync(RestrictionRun.Tables, ct);
        await RestrictionRun.AssertAsync(new PostgreSqlDatabase(database.DataSource), number, ct);
    }
}
