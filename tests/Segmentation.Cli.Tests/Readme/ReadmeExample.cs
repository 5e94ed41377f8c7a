using Segmentation.InMemory;

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

public sealed class ReadmeExample
{
    [Fact]
    public async Task Evaluate_ReadmeSegments_FindsTheMembersTheReadmeSpeaksOf()
    {
        var asOf = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        List<Customer> customers =
        [
            new(7, "ann@example.com", [new(1, asOf.AddDays(-200), "complete", 1500m), new(2, asOf.AddDays(-45), "complete", 700m)]),
            new(8, "bob@example.com", [new(3, asOf.AddDays(-5), "complete", 2500m)]),
            new(9, "cyd@example.com", [new(4, asOf.AddDays(-90), "complete", 100m), new(5, asOf.AddDays(-90), "canceled", 9000m)]),
        ];

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

        Evaluation evaluation = await new SegmentEvaluator(source).EvaluateAsync(set, asOf);

        MemberSet members = evaluation["slipping"];                                      // keys, in their order
        IReadOnlyList<string> ofAnn = evaluation.SegmentsOf(new SubjectKey(7));          // "vip", "slipping"
        string json = SegmentFile.Write(set.Segments);                                   // the same definitions, to store or to edit
        #endregion

        Assert.Equal([new SubjectKey(7)], members);
        Assert.Equal(["vip", "slipping"], ofAnn);
        Assert.Equal(set.Segments, SegmentFile.Read(json));
    }
}
