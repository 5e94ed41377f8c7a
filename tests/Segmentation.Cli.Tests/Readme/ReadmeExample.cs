using Microsoft.Extensions.DependencyInjection;
using Segmentation.InMemory;
using Segmentation.Sql;

namespace Segmentation.Cli.Tests.Readme;

#region readme-map
public sealed record Order(long Id, DateTimeOffset PlacedAt, string Status, decimal Total);

public sealed record Customer(long Id, string Email, List<Order> Orders);

public sealed class ShopMap : SubjectMap<Customer>
{
    public override void Configure(EntityMap<Customer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .Many("orders", c => c.Orders, order => order
            .Key(o => o.Id)
            .Attribute("created_at", o => o.PlacedAt)
            .Attribute("status", o => o.Status)
            .Attribute("grand_total", o => o.Total));
}
#endregion

public static class ReadmeExample
{
    public static async Task<(MemberSet Slipping, IReadOnlyList<string> OfAnn, IReadOnlyList<Segment> Written)> EvaluateAsync(
        List<Customer> customers, DateTimeOffset asOf)
    {
        #region readme-evaluate
        SegmentSchema schema = CommerceSchema.Create();

        Segment vip = Segment.Define("vip", "VIP customers")
            .Where(c => c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("complete")).AtLeast(2000));

        Segment slipping = Segment.Define("slipping", "VIPs without an order for 30 days")
            .Where(c => c.All(
                c.InSegment("vip"),
                c.Attribute("last_order_at").AtMost(When.Ago("P30D"))));

        SegmentSet set = SegmentSet.Bind(schema, [vip, slipping]);
        var source = new ObjectSource<Customer>(schema, new ShopMap(), customers);

        EvaluationResult evaluation = await new SegmentEvaluator(source).EvaluateAsync(set, asOf);

        MemberSet members = evaluation["slipping"];                                      // keys, in their order
        IReadOnlyList<string> ofAnn = evaluation.SegmentsOf(new SubjectKey(7));          // "vip", "slipping"
        string json = SegmentFile.Write(set.Segments);                                   // the same definitions, to store or to edit
        #endregion

        return (members, ofAnn, SegmentFile.Read(json));
    }

    public static List<string> MatchOne(SegmentSet set, Customer ann, DateTimeOffset now)
    {
        var found = new List<string>();

        #region readme-match
        var matcher = new SegmentMatcher<Customer>(set, new ShopMap());         // once; Replace puts another set in place
        var buffer = new MatchBuffer();                                         // one a thread, used again

        foreach (string segment in matcher.Match(ann, now, buffer))             // "vip", "slipping"
            found.Add(segment);
        #endregion

        return found;
    }

    public static void AddSegments(IServiceCollection services, string connectionString)
    {
        #region readme-host
        services.AddSegmentation(s => s
            .AddCommerce()
            .UseSqlite(connectionString, ShopTables, KeyKind.Integer)           // or UsePostgreSql, UseEntityFrameworkCore<ShopContext>, UseObjects
            .AddEventHandler<Letters>()                                         // is told who entered and who left
            .AddHosting());                                                     // checks at start, delivers events

        static void ShopTables(SqlMap sql) => sql
            .Table("customer", "customers", t => t.Column("email", "mail"))
            .Table("order", "sales", t => t.Parent("customer", "buyer_id").Column("grand_total", "total_cents", v => v.ScaledInteger(2)));
        #endregion
    }

    public static async Task<(RefreshReport Report, bool IsVip, List<StoredMember> Members)> RefreshAsync(IServiceProvider services, Segment vip, CancellationToken ct)
    {
        var catalog = services.GetRequiredService<SegmentCatalog>();
        var refresher = services.GetRequiredService<SegmentRefresher>();
        var memberships = services.GetRequiredService<SegmentMemberships>();
        var members = new List<StoredMember>();

        #region readme-refresh
        await catalog.SaveAsync(vip, ct);                                       // checked, versioned, due

        RefreshReport report = await refresher.RefreshAllAsync(ct: ct);         // one pass, one instant, one commit a segment

        bool isVip = await memberships.ContainsAsync("vip", new SubjectKey(7), ct);
        await foreach (StoredMember member in memberships.GetMembersAsync("vip", ct: ct))
            members.Add(member);
        #endregion

        return (report, isVip, members);
    }

    public sealed class Letters : ISegmentEventHandler
    {
        private readonly TaskCompletionSource<SegmentEvent> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "letters";

        public Task<SegmentEvent> First => _first.Task;

        public ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct)
        {
            _first.TrySetResult(@event);
            return ValueTask.CompletedTask;
        }
    }
}
