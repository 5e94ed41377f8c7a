using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Composition;

namespace Segmentation.Sql.PostgreSql.Tests;

/// <summary>A database of a host's own design, made by its statements, and what segments over it find.</summary>
internal sealed class HostShop : IAsyncDisposable
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

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

    /// <summary>
    /// The keys of the customers who satisfy a condition, with commas between them. A statement of the segment finds the same
    /// ones, or is refused.
    /// </summary>
    public async Task<string> FindAsync(Action<SqlMap>? map, Func<ConditionBuilder, Condition> where, CancellationToken? ct = null)
    {
        SqlSource source = Source(map);
        EvaluationResult result = await EvaluateAsync(source, where, ct);
        Refused = await ComposedMembers.AssertAgreeAsync(
            source, Recorded, SetOf(where)["s"], AsOf, result["s"], ct ?? TestContext.Current.CancellationToken);
        return string.Join(",", result["s"]);
    }

    /// <summary>Why the last segment was refused as a statement; empty when it was not.</summary>
    public IReadOnlyList<string> Refused { get; private set; } = [];

    public Task<EvaluationResult> EvaluateAsync(SqlSource source, Func<ConditionBuilder, Condition> where, CancellationToken? ct = null) =>
        new SegmentEvaluator(source).EvaluateAsync(SetOf(where), AsOf, ct: ct ?? TestContext.Current.CancellationToken);

    private SegmentSet SetOf(Func<ConditionBuilder, Condition> where) => SegmentSet.Bind(Schema, [Segment.Define("s").Where(where)]);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
