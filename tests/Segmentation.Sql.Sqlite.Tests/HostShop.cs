using Segmentation.Tests.Shared.Composition;

namespace Segmentation.Sql.Sqlite.Tests;

/// <summary>A database of a host's own design, made by its statements, and what segments over it find.</summary>
internal sealed class HostShop : IDisposable
{
    private readonly SqliteFile _file = new();

    public HostShop(string tables, Action<EntityBuilder>? customer = null)
    {
        _file.Execute(tables);
        Schema = CommerceSchema.Create(new CommerceOptions { CountedOrders = OrderStatuses.Except() }, s => s.Entity("customer", c => customer?.Invoke(c)));
    }

    public SegmentSchema Schema { get; }

    public SqliteFile File => _file;

    public SqlSource Source(Action<SqlMap>? map) => new(Schema, _file.Database, map);

    /// <summary>
    /// The keys of the customers who satisfy a condition, with commas between them. A statement of the segment finds the same
    /// ones, or is refused.
    /// </summary>
    public async Task<string> FindAsync(Action<SqlMap>? map, Func<ConditionBuilder, Condition> where)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var asOf = new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);
        SqlSource source = Source(map);
        SegmentSet set = SegmentSet.Bind(Schema, [Segment.Define("s").Where(where)]);
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(set, asOf, ct: ct);
        Refused = await ComposedMembers.AssertAgreeAsync(source, _file.Database, set["s"], asOf, result["s"], ct);
        return string.Join(",", result["s"]);
    }

    /// <summary>Why the last segment was refused as a statement; empty when it was not.</summary>
    public IReadOnlyList<string> Refused { get; private set; } = [];

    public void Dispose() => _file.Dispose();
}
