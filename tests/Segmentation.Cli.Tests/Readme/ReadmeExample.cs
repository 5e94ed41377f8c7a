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
}
