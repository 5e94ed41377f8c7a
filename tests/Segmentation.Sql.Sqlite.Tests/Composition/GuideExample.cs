using Microsoft.Data.Sqlite;

namespace Segmentation.Sql.Sqlite.Tests.Composition;

/// <summary>What docs/sql-segments.md shows.</summary>
internal static class GuideExample
{
    public static async Task<string> FindMailsAsync(SegmentSchema schema, string connectionString, Action<SqlMap> map, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        await using SqliteCommand command = connection.CreateCommand();
        var database = new SqliteDatabase(connectionString);
        #region guide-one
        var source = new SqlSource(schema, database, map);
        SqlSegment vip = await source.ComposeAsync(set["vip"], asOf, ct: ct);

        command.CommandText = $"SELECT mail FROM people WHERE no IN ({vip}) AND country = @country ORDER BY mail";
        vip.AddParametersTo(command);
        command.Parameters.AddWithValue("country", "UA");
        #endregion
        var mails = new List<string>();
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            mails.Add(reader.GetString(0));
        return string.Join(",", mails);
    }

    public static async Task<long> CountAsync(SqlSource source, SqliteCommand command, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        #region guide-two
        SqlSegment vip = await source.ComposeAsync(set["vip"], asOf, new SqlSegmentOptions { ParameterPrefix = "vip" }, ct);
        SqlSegment sleepers = await source.ComposeAsync(set["sleepers"], asOf, new SqlSegmentOptions { ParameterPrefix = "sleepers" }, ct);

        command.CommandText = $"SELECT count(*) FROM people WHERE no IN ({vip}) AND no NOT IN ({sleepers})";
        vip.AddParametersTo(command);
        sleepers.AddParametersTo(command);
        #endregion
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
