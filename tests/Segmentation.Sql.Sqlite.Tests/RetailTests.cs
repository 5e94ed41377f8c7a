using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests;

/// <summary>Five hundred drawn segments over a real order history have the members that memory finds.</summary>
public sealed class RetailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DrawnSegments_OverOnlineRetail_HaveTheMembersOfMemory()
    {
        using var file = new SqliteFile();
        await RetailAgreement.AssertAsync(file.Database, Ct);
    }

    [Fact]
    public async Task DrawnSegments_OverACopyWithGapsTiesAndCases_HaveTheMembersOfMemory()
    {
        using var file = new SqliteFile();
        await RetailAgreement.AssertOfCopyAsync(file.Database, () =>
        {
            file.Execute("UPDATE orders SET created_at = replace(created_at, 'Z', '9Z')");
            return Task.CompletedTask;
        }, Ct);
    }
}
