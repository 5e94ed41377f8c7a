using System.Globalization;
using Npgsql;
using Segmentation.Sql;
using Segmentation.Sql.PostgreSql;

namespace Segmentation.Benchmarks.Tables;

/// <summary>What is measured over a PostgreSQL database, each in a process of its own.</summary>
internal static class TableWork
{
    public const string Command = "sql-work";

    private static readonly SegmentSchema Schema = CommerceSchema.Create();

    public static Task RunAsync(string connection, string work, string? segments) => ChildProcess.MeasureAsync(async () =>
    {
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(connection);
        SegmentSet set = SegmentSet.Bind(Schema, segments is null ? SixSegmentsOfTables.Definitions : SegmentFile.Parse(await File.ReadAllTextAsync(segments)).Segments);
        var source = new SqlSource(Schema, new PostgreSqlDatabase(data));
        return work switch
        {
            "nothing" => await NothingAsync(data),
            "baseline" => await BaselineAsync(data),
            _ => await EvaluateAsync(source, set),
        };
    });

    private static async Task<string> NothingAsync(NpgsqlDataSource data)
    {
        await using NpgsqlCommand command = data.CreateCommand("SELECT 1");
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    private static async Task<string> EvaluateAsync(SqlSource source, SegmentSet set)
    {
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(set, SixSegmentsOfTables.AsOf);
        return string.Join('/', result.Segments.Select(m => m.Count));
    }

    /// <summary>The hand-written pass: every customer with a mask of the segments.</summary>
    private static async Task<string> BaselineAsync(NpgsqlDataSource data)
    {
        await using NpgsqlCommand command = data.CreateCommand(await File.ReadAllTextAsync(Path.Combine(BenchmarkSize.Repository, "benchmarks", "baselines", "six-single-pass.sql")));
        command.Parameters.Add(new NpgsqlParameter { Value = SixSegmentsOfTables.AsOf });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        int[] members = new int[6];
        while (await reader.ReadAsync())
        {
            reader.GetInt64(0);
            int mask = reader.GetInt32(1);
            for (int i = 0; i < members.Length; i++)
                members[i] += mask >> i & 1;
        }

        return string.Join('/', members);
    }
}
