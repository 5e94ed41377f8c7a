using System.Data.Common;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Npgsql;
using Segmentation.Benchmarks.Runs;
using Segmentation.Files;
using Segmentation.Sql;
using Segmentation.Sql.PostgreSql;
using Segmentation.Sql.Sqlite;

namespace Segmentation.Benchmarks.Reference;

/// <summary>
/// (8) Loading a tenth of the shop from databases: a snapshot with the columns of the six reference segments, beside the
/// driver's own reader over the same columns in the same order, with nothing done with them.
/// </summary>
[MemoryDiagnoser]
[LargeRuns]
public class LoadingFromDatabases
{
    private static readonly string[] Queries =
    [
        "SELECT id, email, gender, store FROM {0}customers ORDER BY id",
        "SELECT customer_id, id, created_at, status, grand_total FROM {0}orders ORDER BY customer_id, id",
        "SELECT o.customer_id, i.order_id, i.product_id FROM {0}order_items i JOIN {0}orders o ON o.id = i.order_id ORDER BY o.customer_id, i.order_id",
        "SELECT id, categories FROM {0}products ORDER BY id",
    ];

    private readonly SegmentSchema _schema = CommerceSchema.Create();
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "segmentation-load-" + Guid.NewGuid().ToString("N"));
    private readonly string _dbSchema = "segmentation_load_" + Guid.NewGuid().ToString("N")[..8];
    private SegmentSet _set = null!;
    private DataDirectory _data = null!;
    private SqlDatabase _database = null!;
    private SqlLoader _loader = null!;
    private SqlSource _source = null!;

    [ParamsSource(nameof(Names))]
    public string Database { get; set; } = "";

    public static IEnumerable<string> Names => BenchmarkSize.PostgreSql is null ? ["SQLite"] : ["SQLite", "PostgreSQL"];

    private bool IsSqlite => Database == "SQLite";

    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Cleanup()
    {
        if (IsSqlite)
            SqliteConnection.ClearAllPools();
        else
            _loader.DropAsync(_data).GetAwaiter().GetResult();
        Directory.Delete(_directory, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public long PlainReader() => PlainReaderAsync().GetAwaiter().GetResult();

    [Benchmark]
    public ColumnSnapshot Snapshot() => ColumnSnapshot.LoadAsync(_source, _set).GetAwaiter().GetResult();

    private async Task SetupAsync()
    {
        ShopFiles.Write(new ReferenceShop(BenchmarkSize.Customers / 10), _directory);
        _set = SegmentSet.Bind(_schema, ReferenceSegments.Definitions);
        _data = await DataDirectory.LoadAsync(_directory, _schema);
        _database = IsSqlite ? new SqliteDatabase($"Data Source={Path.Combine(_directory, "shop.db")}") : new PostgreSqlDatabase(NpgsqlDataSource.Create(BenchmarkSize.PostgreSql!));
        _loader = new SqlLoader(_database, IsSqlite ? null : new SqlLoaderOptions { Schema = _dbSchema, CreateSchema = true });
        await _loader.LoadAsync(_data);
        _source = new SqlSource(_schema, _database, _loader.MapOf(_data));
    }

    private async Task<long> PlainReaderAsync()
    {
        long seen = 0;
        await using DbConnection connection = await _database.OpenConnectionAsync(CancellationToken.None);
        foreach (string query in Queries)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = string.Format(System.Globalization.CultureInfo.InvariantCulture, query, IsSqlite ? "" : _dbSchema + ".");
            await using DbDataReader reader = await command.ExecuteReaderAsync();
            while (reader.Read())
            {
                for (int field = 0; field < reader.FieldCount; field++)
                    seen += Look(reader, field);
            }
        }

        return seen;
    }

    private static long Look(DbDataReader reader, int field)
    {
        if (reader.IsDBNull(field))
            return 0;
        Type type = reader.GetFieldType(field);
        return type == typeof(long) ? reader.GetInt64(field)
            : type == typeof(string) ? reader.GetString(field).Length
            : type == typeof(DateTime) ? reader.GetDateTime(field).Ticks
            : type == typeof(decimal) ? decimal.ToInt64(reader.GetDecimal(field))
            : reader.GetValue(field) is Array array ? array.Length : 1;
    }
}
