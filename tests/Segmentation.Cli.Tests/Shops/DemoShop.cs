using Microsoft.Data.Sqlite;

namespace Segmentation.Cli.Tests.Shops;

/// <summary>
/// A shop of four customers in CSV files, a segment file and a lists file, as the examples of the help texts name them, in a
/// directory of its own; gone when disposed.
/// </summary>
internal sealed class DemoShop : IDisposable
{
    public const string Vip =
        """
        { "id": "vip", "name": "VIP customers", "priority": 10, "tags": ["VIP"], "conditions": {
          "type": "aggregate", "relation": "orders", "function": "sum", "attribute": "grand_total", "operator": ">=", "value": 2000,
          "where": { "match": "all", "are": true, "conditions": [ { "attribute": "status", "operator": "in", "value": ["complete"] } ] } } }
        """;

    public const string Lapsed =
        """
        { "id": "lapsed", "conditions": { "type": "attribute", "attribute": "last_order_at", "operator": "<=", "value": { "ago": "P30D" } } }
        """;

    /// <summary>Refers to another segment, and to a column that the vocabulary does not have.</summary>
    public const string RedVip =
        """
        { "id": "red-vip", "conditions": { "type": "combination", "match": "all", "are": true, "conditions": [
          { "attribute": "colour", "operator": "=", "value": "RED" }, { "type": "segment", "segment": "vip", "member": true } ] } }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("segments-shop-").FullName;

    public DemoShop()
    {
        Directory.CreateDirectory(Data);
        Write("shop/customers.csv",
            """
            id,email,created_at,colour:text
            17,ann@example.com,2026-01-01T00:00:00Z,red
            18,bob@example.com,2026-01-02T00:00:00Z,=1+1
            19,cyd@example.com,2025-02-01T00:00:00Z,
            20,dan@example.com,2025-02-01T00:00:00Z,blue

            """);
        Write("shop/orders.csv",
            """
            id,customer_id,created_at,status,grand_total
            1,17,2026-02-20T10:00:00Z,complete,1600.00
            2,17,2026-02-21T10:00:00Z,complete,400.00
            3,18,2025-12-31T10:00:00Z,complete,2500.50
            4,19,2025-02-28T10:00:00Z,canceled,900

            """);
        WriteSegments(Vip, Lapsed, RedVip);
        Write("shop.lists.json", """{ "vip": { "include": ["20"], "exclude": ["18"] } }""");
        Write("customers.txt", "17\n19\n");
    }

    public string Root => _root;

    public string Data => Path.Combine(_root, "shop");

    public string SegmentFile => Path.Combine(_root, "shop.segments.json");

    public string ListsFile => Path.Combine(_root, "shop.lists.json");

    public string DatabaseFile => Path.Combine(_root, "segments.db");

    /// <summary>The connection that verbs are given; SQLite unless it is set.</summary>
    public string Connection { get => field ?? $"Data Source={DatabaseFile};Pooling=False"; init; }

    /// <summary>Further arguments of every verb.</summary>
    public string[] More { get; init; } = [];

    public string InRoot(string name) => Path.Combine(_root, name);

    public void Write(string name, string text) => File.WriteAllText(InRoot(name), text);

    public void WriteSegments(params string[] segments) =>
        Write("shop.segments.json", $$"""{ "version": 1, "segments": [ {{string.Join(",\n", segments)}} ] }""");

    /// <summary>Runs a verb over the shop's database.</summary>
    public Task<ToolRun> RunAsync(params string[] args) => ToolRun.OfAsync([.. args, "--connection", Connection, .. More]);

    /// <summary>Runs a verb that must succeed; gives what it wrote.</summary>
    public async Task<string> OutputAsync(params string[] args)
    {
        ToolRun run = await RunAsync(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    /// <summary>Imports the customers and saves the segments.</summary>
    public async Task PrepareAsync()
    {
        await OutputAsync("import", "--data", Data, "--quiet");
        await OutputAsync("apply", SegmentFile);
    }

    /// <summary>Imports, saves and refreshes.</summary>
    public async Task RefreshAsync()
    {
        await PrepareAsync();
        await OutputAsync("refresh", "--all", "--quiet");
    }

    public async Task<long> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
