namespace Segmentation.Cli.Tests.Evaluate;

/// <summary>A shop of four customers in a directory of its own, with a segment file beside it; gone when disposed.</summary>
internal sealed class SmallShop : IDisposable
{
    private const string Segments =
        """
        { "version": 1, "segments": [
          { "id": "spenders", "name": "Big spenders", "conditions": {
            "type": "aggregate", "relation": "orders", "function": "sum", "attribute": "grand_total", "operator": ">=", "value": 100,
            "where": { "match": "all", "are": true, "conditions": [ { "attribute": "status", "operator": "=", "value": "complete" } ] } } },
          { "id": "Recent", "conditions": { "type": "attribute", "attribute": "last_order_at", "operator": ">=", "value": { "ago": "P30D" } } },
          { "id": "nobody", "conditions": { "type": "attribute", "attribute": "email", "operator": "=", "value": "nobody@example.com" } }
        ] }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("segments-test-").FullName;

    public SmallShop()
    {
        Directory.CreateDirectory(Data);
        WriteData("customers.csv", "id,email,created_at\n10,ann@example.com,2026-01-01T00:00:00Z\n9,bob@example.com,2026-01-02T00:00:00Z\n2,,\n1,dan@example.com,2026-02-01T00:00:00Z\n");
        WriteData("orders.csv",
            """
            id,customer_id,created_at,status,grand_total
            1,10,2026-02-20T10:00:00Z,complete,60.00
            2,10,2026-02-21T10:00:00Z,complete,40.00
            3,9,2025-12-31T10:00:00Z,complete,250.50
            4,2,2026-02-28T10:00:00Z,canceled,900
            5,1,2026-02-25T10:00:00Z,pending,500

            """);
        WriteSegments(Segments);
    }

    public string Data => Path.Combine(_root, "data");

    public string SegmentFile => InRoot("shop.segments.json");

    public string ListsFile => InRoot("shop.lists.json");

    public string OutputFile => InRoot("members.out");

    /// <summary>What is beside the data, output files and forgotten temporary ones included.</summary>
    public string[] Files => [.. Directory.GetFiles(_root).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public string InRoot(string name) => Path.Combine(_root, name);

    public string InData(string name) => Path.Combine(Data, name);

    public void WriteData(string file, string text) => File.WriteAllText(InData(file), text);

    public void WriteSegments(string json) => File.WriteAllText(SegmentFile, json);

    public void WriteLists(string json) => File.WriteAllText(ListsFile, json);

    /// <summary>Evaluates the shop's segments to its output file, with more arguments.</summary>
    public Task<ToolRun> EvaluateAsync(params string[] more) =>
        ToolRun.OfAsync(["evaluate", "--data", Data, "--segments", SegmentFile, "--output", OutputFile, .. more]);

    /// <summary>Evaluates the shop's segments to standard output, with more arguments.</summary>
    public Task<ToolRun> EvaluateToStandardOutputAsync(params string[] more) =>
        ToolRun.OfAsync(["evaluate", "--data", Data, "--segments", SegmentFile, .. more]);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
