using static Segmentation.InMemory.Tests.DesignExample;

namespace Segmentation.InMemory.Tests;

public sealed class DesignExampleTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SegmentSchema Schema = CommerceSchema.Create(new CommerceOptions { CountedOrders = OrderStatuses.Only("complete") });

    private static readonly ConditionLanguage Language = ConditionLanguage.BuiltIn.Extend(l => l.AddCondition<NearTier>());

    private static readonly Customer[] Customers =
    [
        With(1, "DE", (1500m, OrderState.Done), (500m, OrderState.Done)),
        With(2, "UA", (5000m, OrderState.Done)),
        With(3, "DE", (1999.99m, OrderState.Done), (500m, OrderState.New)),
        With(4, null, (5000m, OrderState.Done)),
        new Customer { Id = 5, Orders = [new Order { Id = 50, Total = 480, State = OrderState.Done, PlacedLocal = new DateTime(2026, 2, 1) }] },
    ];

    [Fact]
    public async Task Vip_OfTheDesign_HasWhoItSays() => Assert.Equal("1 4", await MembersAsync(Vip()));

    /// <summary>One map for evaluation and for matching.</summary>
    [Fact]
    public void Match_OfEachCustomer_SaysTheSame()
    {
        Segment kinds = Segment.Define("kinds").Where(c => c.Some("addresses", a => a.All(a.Attribute("kind").Equal("shipping"), a.Attribute("country").Equal("UA"))));
        var matcher = new SegmentMatcher<Customer>(SegmentSet.Bind(Schema, [Vip(), kinds]), new ShopMap());
        Assert.Equal([1, 4], Customers.Where(c => matcher.IsMember("vip", c, AsOf)).Select(c => c.Id));
        Assert.Equal([2], Customers.Where(c => matcher.IsMember("kinds", c, AsOf)).Select(c => c.Id));
    }

    [Fact]
    public async Task NearTier_OfTheDesign_HasWhoItSays() =>
        Assert.Equal("5", await MembersAsync(Segment.Define("near").Where(new NearTier(500))));

    [Fact]
    public void NearTier_WithNoRange_IsRefusedAtItsSetting()
    {
        Problem problem = Assert.Single(Assert.Throws<SegmentDefinitionException>(() => Bind(Segment.Define("near").Where(new NearTier(500, 0)))).Problems);
        Assert.Equal(("segments[0].conditions.within", "must be greater than 0"), (problem.Path, problem.Message));
    }

    [Theory]
    [InlineData("addresses", "1 2 3 4")]
    [InlineData("billing_address", "")]
    public async Task Addresses_OfWhichOnePartIsMapped_HaveItsRows(string relation, string expected) =>
        Assert.Equal(expected, await MembersAsync(Segment.Define("s").Where(c => c.Some(relation))));

    [Fact]
    public async Task Kind_OfAPart_IsKnown() => Assert.Equal("2", await MembersAsync(Segment.Define("s")
        .Where(c => c.Some("addresses", a => a.All(a.Attribute("kind").Equal("shipping"), a.Attribute("country").Equal("UA"))))));

    [Fact]
    public async Task LocalTimes_OfTheMap_AreInstants() => Assert.Equal("1 2 3 4 5", await MembersAsync(Segment.Define("s")
        .Where(c => c.Max("orders", "created_at").Between("2026-01-31T22:00:00Z", "2026-01-31T22:00:00Z"))));

    private static SegmentSet Bind(Segment segment) => SegmentSet.Bind(Schema, [segment], options: new BindOptions { Language = Language });

    private static async Task<string> MembersAsync(Segment segment)
    {
        var source = new ObjectSource<Customer>(Schema, new ShopMap(), Customers);
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(Bind(segment), AsOf, ct: TestContext.Current.CancellationToken);
        return string.Join(' ', result[segment.Id]);
    }

    private static Customer With(int id, string? country, params (decimal Total, OrderState State)[] orders) => new()
    {
        Id = id,
        Ship = new Address { Country = country },
        Orders = [.. orders.Select((o, i) => new Order { Id = id * 10 + i, Total = o.Total, State = o.State, PlacedLocal = new DateTime(2026, 2, 1) })],
    };
}
