using Chinook;
using Microsoft.Data.Sqlite;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests;

/// <summary>The sample's members are those that statements over the database itself find, with money in cents.</summary>
public sealed class ChinookTests
{
    private const string Bought = """
        SELECT 1 FROM Invoice i JOIN InvoiceLine l ON l.InvoiceId = i.InvoiceId JOIN Track t ON t.TrackId = l.TrackId JOIN Genre g ON g.GenreId = t.GenreId
        WHERE i.CustomerId = c.CustomerId AND g.Name =
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Segments => new()
    {
        { "north-america", "c.Country IN ('USA', 'Canada')" },
        { "exactly-39.62", "(SELECT SUM(CAST(round(i.Total * 100) AS INTEGER)) FROM Invoice i WHERE i.CustomerId = c.CustomerId) = 3962" },
        { "jazz", $"EXISTS ({Bought} 'Jazz')" },
        { "never-latin", $"NOT EXISTS ({Bought} 'Latin')" },
        { "jane", "c.SupportRepId = (SELECT EmployeeId FROM Employee WHERE LastName = 'Peacock')" },
        { "slipping", "(SELECT MAX(i.InvoiceDate) FROM Invoice i WHERE i.CustomerId = c.CustomerId) <= '2025-06-22 00:00:00'" },
    };

    [Theory]
    [MemberData(nameof(Segments))]
    public async Task Members_OfASampleSegment_AreThoseThatAStatementFinds(string segment, string condition)
    {
        SqliteDatabase database = Database(out string connection);
        SegmentSet set = SegmentSet.Bind(MusicShop.Schema, MusicShopSegments.All);

        EvaluationResult result = await new SegmentEvaluator(new SqlSource(MusicShop.Schema, database, MusicShop.Map))
            .EvaluateAsync(set, new DateTimeOffset(2025, 12, 22, 0, 0, 0, TimeSpan.Zero), ct: Ct);

        long[] expected = await KeysAsync(connection, condition);
        Assert.InRange(expected.Length, 1, 58);
        Assert.Equal(expected, result[segment].Select(k => k.Integer));
    }

    [Fact]
    public async Task Check_OfTheSamplesMap_FindsNothing()
    {
        SqliteDatabase database = Database(out _);
        Assert.Empty(await new SqlSource(MusicShop.Schema, database, MusicShop.Map).CheckAsync(SegmentSet.Bind(MusicShop.Schema, MusicShopSegments.All), Ct));
    }

    [Fact]
    public async Task Sums_InBinaryNumbers_AreWrongForMostCustomers()
    {
        Database(out string connection);
        Assert.NotEmpty(await KeysAsync(connection, "(SELECT SUM(i.Total) FROM Invoice i WHERE i.CustomerId = c.CustomerId) * 100 "
            + "<> (SELECT SUM(CAST(round(i.Total * 100) AS INTEGER)) FROM Invoice i WHERE i.CustomerId = c.CustomerId)"));
    }

    private static SqliteDatabase Database(out string connection)
    {
        connection = $"Data Source={SharedData.PathOrSkip("chinook/chinook.sqlite")};Mode=ReadOnly";
        return new SqliteDatabase(connection);
    }

    private static async Task<long[]> KeysAsync(string connectionString, string condition)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT c.CustomerId FROM Customer c WHERE {condition} ORDER BY 1";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(Ct);
        var keys = new List<long>();
        while (await reader.ReadAsync(Ct))
            keys.Add(reader.GetInt64(0));
        return [.. keys];
    }
}
