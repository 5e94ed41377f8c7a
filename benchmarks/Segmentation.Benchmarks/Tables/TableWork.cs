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

    /// <summary>What there is to measure, by name.</summary>
    private static readonly Dictionary<string, Func<NpgsqlDataSource, Task<string>>> Works = new()
    {
        ["nothing"] = NothingAsync,
        ["six"] = data => EvaluateAsync(data, SixSegmentsOfTables.Definitions),
        ["six-by-hand"] = BaselineAsync,
        ["hundred"] = data => EvaluateAsync(data, Hundred()),
        ["hundred-single"] = data => SinglesAsync(data, Hundred(), every: 1),
        ["tenth-single"] = data => SinglesAsync(data, Hundred(), every: 11),
    };

    public static Task RunAsync(string connection, string work) => ChildProcess.MeasureAsync(async () =>
    {
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(connection);
        return await Works[work](data);
    });

    /// <summary>The committed file.</summary>
    public static string HundredFile => Path.Combine(BenchmarkSize.Repository, "benchmarks", "definitions", "hundred.segments.json");

    private static IReadOnlyList<Segment> Hundred() => SegmentFile.Read(File.ReadAllText(HundredFile));

    private static async Task<string> NothingAsync(NpgsqlDataSource data)
    {
        await using NpgsqlCommand command = data.CreateCommand("SELECT 1");
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    private static async Task<string> EvaluateAsync(NpgsqlDataSource data, IReadOnlyList<Segment> segments)
    {
        var source = new SqlSource(Schema, new PostgreSqlDatabase(data));
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(SegmentSet.Bind(Schema, segments), SixSegmentsOfTables.AsOf);
        return string.Join('/', result.Segments.Select(m => m.Count));
    }

    /// <summary>Each segment as a statement of its own, whose keys are read.</summary>
    private static async Task<string> SinglesAsync(NpgsqlDataSource data, IReadOnlyList<Segment> segments, int every)
    {
        var source = new SqlSource(Schema, new PostgreSqlDatabase(data));
        SegmentSet set = SegmentSet.Bind(Schema, segments);
        var members = new List<int>();
        for (int i = 0; i < segments.Count; i += every)
        {
            SqlSegment one = await source.ComposeAsync(set[segments[i].Id], SixSegmentsOfTables.AsOf);
            await using NpgsqlCommand command = data.CreateCommand(one.Text);
            one.AddParametersTo(command);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            int count = 0;
            for (; await reader.ReadAsync(); count++)
                reader.GetInt64(0);
            members.Add(count);
        }

        return string.Join('/', members);
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
