using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests;

/// <summary>A database of a host's own design, made by its statements, and what segments over it find.</summary>
internal sealed class HostShop : IAsyncDisposable
{
    private readonly PostgresDatabase _database;

    private HostShop(PostgresDatabase database, SegmentSchema schema)
    {
        _database = database;
        Schema = schema;
        Recorded = new RecordedDatabase(new PostgreSqlDatabase(database.DataSource));
    }

    public SegmentSchema Schema { get; }

    public PostgresDatabase Server => _database;

    public RecordedDatabase Recorded { get; }

    public static async Task<HostShop> CreateAsync(
        PostgresCluster cluster, string tables, Action<EntityBuilder>? customer = null, string locale = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'")
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        PostgresDatabase database = await cluster.CreateDatabaseAsync(locale, ct);
        await database.ExecuteAsync(tables, ct);
        // The driver asks for a database's types once.
        await database.DataSource.ReloadTypesAsync(ct);
        return new HostShop(database, CommerceSchema.Create(
            new CommerceOptions { CountedOrders = OrderStatuses.Except() }, s => s.Entity("customer", c => customer?.Invoke(c))));
    }

    public SqlSource Source(Action<SqlMap>? map = null) => new(Schema, Recorded, map);

    /// <summary>The keys of the customers who satisfy a condition, with commas between them.</summary>
    public async Task<string> FindAsync(Action<SqlMap>? map, Func<ConditionBuilder, Condition> where, CancellationToken? ct = null) =>
        string.Join(",", (await EvaluateAsync(Source(map), where, ct))["s"]);

    public Task<EvaluationResult> EvaluateAsync(SqlSource source, Func<ConditionBuilder, Condition> where, CancellationToken? ct = null) =>
        new SegmentEvaluator(source).EvaluateAsync(
            SegmentSet.Bind(Schema, [Segment.Define("s").Where(where)]), new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero),
            ct: ct ?? TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
