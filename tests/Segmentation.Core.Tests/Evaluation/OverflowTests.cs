using System.Globalization;
using Segmentation.Testing;

namespace Segmentation.Core.Tests.Evaluation;

/// <summary>Figures are 128-bit scaled integers. What does not fit is reported, and never wraps into a wrong answer.</summary>
public sealed class OverflowTests
{
    private const string Hundredweight = "100000000000000000";
    private const string Most = "999999999999999999.999999999";

    // 10^17 × 10^11.000000001 is a little over 10^37 at nine places of its own: 17 of them still fit, 18 do not.
    private const string Quantity = "100000000000.000000001";

    [Fact]
    public async Task EvaluateAsync_ProductBeyond128Bits_IsReported() =>
        AssertTooLarge("order_item", await RefusalAsync("lifetime_profit", Items(1, Most, Most)));

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public async Task EvaluateAsync_SumOfProductsThatJustFits_IsExact(int items) =>
        Assert.Equal(["1"], await MembersAsync("lifetime_profit", Items(items, Hundredweight, Quantity)));

    [Fact]
    public async Task EvaluateAsync_SumOfProductsBeyond128Bits_IsReported() =>
        AssertTooLarge("customer", await RefusalAsync("lifetime_profit", Items(18, Hundredweight, Quantity)));

    [Fact]
    public async Task EvaluateAsync_SumOfNegativesBeyond128Bits_IsReported() =>
        AssertTooLarge("customer", await RefusalAsync("lifetime_profit", Items(18, "-" + Hundredweight, Quantity)));

    [Fact]
    public async Task EvaluateAsync_DifferenceOfScalesBeyond128Bits_IsReported() =>
        // Sales have nine places and costs eighteen; 200 × 10^18 at eighteen places are 2 × 10^38.
        AssertTooLarge("customer", await RefusalAsync("lifetime_profit", Sales(200, Most) + ", " + Items(1, "0.000000001", "0.000000001", order: 1000)));

    [Fact]
    public async Task EvaluateAsync_AveragesAndSumsOfTheLargestData_AreExact()
    {
        Assert.Equal(["1"], await MembersAsync("sales_amount", Sales(500, Most)));
        Assert.Equal(["1"], await MembersAsync("average_order_value", Sales(500, Most)));
    }

    [Fact]
    public async Task EvaluateAsync_FirstPresentOfScalesBeyond128Bits_IsReported()
    {
        SegmentSchema schema = SegmentSchema.Create("numbers", s => s.Subject("thing", "things", t => t
            .Decimal("large", "small")
            .Computed("square", AttributeType.Decimal, new Computation.Multiply(new Computation.Attribute("large"), new Computation.Attribute("large")))
            .Computed("tiny", AttributeType.Decimal, new Computation.Multiply(new Computation.Attribute("small"), new Computation.Attribute("small")))
            .Computed("either", AttributeType.Decimal, new Computation.FirstPresent([new Computation.Attribute("square"), new Computation.Attribute("tiny")]))));
        // The square fits with no places; with the eighteen that the other product has it does not.
        const string Rows = """{ "things": [ { "id": 1, "large": 1000000000000000 }, { "id": 2, "small": 0.000000001 } ] }""";
        AssertTooLarge("thing", await Assert.ThrowsAsync<SegmentDataException>(() => EvaluateAsync(schema, "either", Rows)));
    }

    private static void AssertTooLarge(string entity, SegmentDataException refusal)
    {
        Assert.Equal(entity, refusal.Entity);
        Assert.Contains("128 bits", refusal.Reason, StringComparison.Ordinal);
    }

    private static Task<SegmentDataException> RefusalAsync(string figure, string rows) =>
        Assert.ThrowsAsync<SegmentDataException>(() => MembersAsync(figure, rows));

    private static Task<IReadOnlyList<string>> MembersAsync(string figure, string rows) =>
        EvaluateAsync(CommerceSchema.Create(), figure, "{ \"customers\": [ { \"id\": 1 } ], " + rows + " }");

    /// <summary>The members of "the figure is not nothing"; the oracle, which has no limit, finds the same.</summary>
    private static async Task<IReadOnlyList<string>> EvaluateAsync(SegmentSchema schema, string figure, string rows)
    {
        Dataset data = Dataset.Parse(schema, rows);
        SegmentSet set = SegmentSet.Bind(data.Schema, [Segment.Define("any").Where(c => c.Attribute(figure).NotEqual(0))]);
        DateTimeOffset asOf = DateTimeOffset.Parse("2026-03-14T12:00:00Z", CultureInfo.InvariantCulture);
        CancellationToken ct = TestContext.Current.CancellationToken;
        IReadOnlyList<string> members = (await new ColumnEngine().EvaluateAsync(data, set, asOf, ct))["any"];
        Assert.Equal((await new OracleEngine().EvaluateAsync(data, set, asOf, ct))["any"], members);
        return members;
    }

    private static string Sales(int orders, string total) => "\"orders\": [ " + string.Join(", ", Enumerable.Range(1, orders)
        .Select(i => $$"""{ "id": {{i}}, "customer_id": 1, "grand_total": {{total}} }""").Append("""{ "id": 1000, "customer_id": 1 }""")) + " ]";

    private static string Items(int items, string cost, string quantity, int order = 1) =>
        (order == 1 ? """ "orders": [ { "id": 1, "customer_id": 1 } ], """ : "") + "\"order_items\": [ " + string.Join(", ", Enumerable.Range(1, items)
            .Select(i => $$"""{ "id": {{i}}, "order_id": {{order}}, "cost": {{cost}}, "quantity": {{quantity}} }""")) + " ]";
}
