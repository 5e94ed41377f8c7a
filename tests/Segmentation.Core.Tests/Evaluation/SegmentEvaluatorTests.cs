namespace Segmentation.Tests.Evaluation;

public sealed class SegmentEvaluatorTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private static readonly SegmentSchema Schema = SegmentSchema.Create("shop", s => s
        .Subject("customer", "customers", c => c.Text("name").Many("orders", "order"))
        .Entity("order", "orders", o => o.Decimal("total").Many("items", "item"))
        .Entity("item", "items", i => i.Text("sku").Many("serials", "serial"))
        .Entity("serial", "serials", s => s.Text("number")));

    private static readonly Segment Everyone = Segment.Define("everyone", "Everyone").Everyone();

    [Fact]
    public async Task EvaluateAsync_ScalesThatDifferBetweenBatches_AreOneColumn()
    {
        var source = new ListSource(new()
        {
            ["customer"] = _ => [ListSource.Batch([1, 2]), ListSource.Batch([3])],
            ["customer.orders"] = _ =>
            [
                ListSource.Batch([1], columns: ListSource.Decimals(10m)),
                ListSource.Batch([1, 2], columns: ListSource.Decimals(0.005m, 123_456_789_012_345_678.5m)),
                ListSource.Batch([2, 3], columns: ListSource.Decimals(0.000000001m, null)),
            ],
        });
        EvaluationResult result = await Evaluate(
            source,
            Sum("exact", 10.005m),
            Sum("wide", 123_456_789_012_345_678.500000001m),
            Sum("nothing", 0m));
        Assert.Equal(["1"], Keys(result["exact"]));
        Assert.Equal(["2"], Keys(result["wide"]));
        Assert.Equal(["3"], Keys(result["nothing"]));

        static Segment Sum(string id, decimal value) => Segment.Define(id, id).Where(c => c.Sum("orders", "total").Equal(value));
    }

    [Fact]
    public async Task EvaluateAsync_DictionariesThatDifferBetweenBatches_AreOneColumn()
    {
        var source = new ListSource(new()
        {
            ["customer"] = _ =>
            [
                ListSource.Batch([1, 2], columns: ListSource.Texts("Ann", null)),
                ListSource.Batch([3, 4, 5], columns: ListSource.Texts("Bob", "ANN", "Cy")),
            ],
        });
        EvaluationResult result = await Evaluate(
            source,
            Segment.Define("ann", "Ann").Where(c => c.Attribute("name").Equal("ann")),
            Segment.Define("not-ann", "Not Ann").Where(c => c.Attribute("name").NotEqual("ann")));
        Assert.Equal(["1", "4"], Keys(result["ann"]));
        Assert.Equal(["2", "3", "5"], Keys(result["not-ann"]));
    }

    [Fact]
    public async Task EvaluateAsync_ChildrenInAnyOrderWithinTheirCustomer_FindTheirParents()
    {
        // Forty orders, so that parents are found by hash; items and serials arrive in the opposite order of the orders.
        long[] orders = [.. Enumerable.Range(1, 40).Select(i => (long)i)];
        long[] back = [.. orders.Reverse()];
        long[] one = [.. orders.Select(_ => 1L)];
        var source = new ListSource(new()
        {
            ["customer"] = _ => [ListSource.Batch([1, 2])],
            ["customer.orders"] = _ => [ListSource.Batch([.. one, 2], [.. orders, 41], columns: ListSource.Decimals([.. orders.Select(o => (decimal?)o), 100m]))],
            ["customer.orders.items"] = _ => [ListSource.Batch([.. one, 2], [.. back, 41], [.. back, 41])],
            ["customer.orders.items.serials"] = _ =>
                [ListSource.Batch([.. one, 2], parents: [.. back, 41], columns: ListSource.Texts([.. back.Select(o => $"s{o}"), "s100"]))],
        });
        EvaluationResult result = await Evaluate(
            source,
            Of("right", "s7", 7),
            Of("wrong", "s7", 8),
            Of("other", "s100", 100));
        Assert.Equal(["1"], Keys(result["right"]));
        Assert.Empty(result["wrong"]);
        Assert.Equal(["2"], Keys(result["other"]));

        static Segment Of(string id, string number, decimal total) => Segment.Define(id, id).Where(c => c.Some(
            "orders.items.serials",
            s => s.All(s.Attribute("number").Equal(number), s.Attribute("order.total").Equal(total))));
    }

    [Fact]
    public async Task EvaluateAsync_RowsOfNobody_CountForNobody()
    {
        var source = new ListSource(new()
        {
            ["customer"] = _ => [ListSource.Batch([2, 4])],
            ["customer.orders"] = _ => [ListSource.Batch([1, 2, 3, 4, 5])],
        });
        EvaluationResult result = await Evaluate(source, Segment.Define("one", "One").Where(c => c.Count("orders").Equal(1)));
        Assert.Equal(["2", "4"], Keys(result["one"]));
        Assert.Equal(5, result.Statistics.RowsRead["customer.orders"]);
    }

    [Fact]
    public async Task EvaluateAsync_AKeyTwice_IsADataError()
    {
        var source = new ListSource(new() { ["customer"] = _ => [ListSource.Batch([1]), ListSource.Batch([1])] });
        SegmentDataException error = await Assert.ThrowsAsync<SegmentDataException>(() => Evaluate(source, Everyone));
        Assert.Equal(("customer", "1"), (error.Entity, error.Key));
        Assert.Equal(1, source.Disposed);
    }

    [Theory]
    [InlineData("customer")]
    [InlineData("customer.orders")]
    public async Task EvaluateAsync_RowsOutOfKeyOrder_AreTheSourcesFault(string read)
    {
        var source = new ListSource(new()
        {
            ["customer"] = _ => read == "customer" ? [ListSource.Batch([2, 1])] : [ListSource.Batch([1, 2])],
            ["customer.orders"] = _ => [ListSource.Batch([2, 1])],
        });
        SegmentSourceException error = await Assert.ThrowsAsync<SegmentSourceException>(
            () => Evaluate(source, Segment.Define("some", "Some").Where(c => c.Some("orders"))));
        Assert.Contains($"'{read}' out of key order: '1' after '2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluateAsync_SumBeyond128Bits_IsRefusedAndNotWrapped()
    {
        SegmentSchema schema = Schema.Extend(s => s.Entity("order", o => o
            .Computed("square", AttributeType.Decimal, new Computation.Multiply(new Computation.Attribute("total"), new Computation.Attribute("total")))));
        var source = new ListSource(new()
        {
            ["customer"] = _ => [ListSource.Batch([1])],
            ["customer.orders"] = _ => [ListSource.Batch([1], columns: ListSource.Decimals(999_999_999_999_999_999.999999999m))],
        });
        SegmentSet set = SegmentSet.Bind(schema, [Segment.Define("s", "S").Where(c => c.Sum("orders", "square").AtLeast(0))]);
        SegmentDataException error = await Assert.ThrowsAsync<SegmentDataException>(
            () => new SegmentEvaluator(source).EvaluateAsync(set, AsOf, ct: TestContext.Current.CancellationToken));
        Assert.Contains("128 bits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluateAsync_Cancelled_StopsAndClosesTheSnapshot()
    {
        using var stop = new CancellationTokenSource();
        var source = new ListSource(new()
        {
            ["customer"] = _ => Enumerable.Range(0, 1000).Select(i => ListSource.Batch([i])),
        });
        SegmentSet set = SegmentSet.Bind(Schema, [Everyone]);
        var progress = new Stop(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SegmentEvaluator(source).EvaluateAsync(
            set, AsOf, new EvaluationOptions { BlockSize = 64 }, progress, stop.Token));
        Assert.Equal(1, progress.Reports);
        Assert.Equal(1, source.Disposed);
    }

    [Fact]
    public async Task Statistics_OfManySegmentsThatAskTheSame_CountEachLeafAndReadOnce()
    {
        static ListSource Source() => new(new()
        {
            ["customer"] = _ => [ListSource.Batch([.. Enumerable.Range(0, 200).Select(i => (long)i)])],
            ["customer.orders"] = _ => [ListSource.Batch([0, 1], columns: ListSource.Decimals(5m, 20m))],
        });
        Segment[] segments =
        [
            .. Enumerable.Range(0, 100).Select(i => Segment.Define($"s{i}", $"S{i}").Where(c => c.All(
                c.Some("orders", o => o.Attribute("total").AtLeast(10)),
                c.Sum("orders", "total").AtMost(i % 2)))),
        ];
        ListSource source = Source();
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(
            SegmentSet.Bind(Schema, segments), AsOf, new EvaluationOptions { BlockSize = 64 }, ct: TestContext.Current.CancellationToken);
        // One range of totals in each of four blocks of 64; two of sums where someone has an order at all, which is in the first.
        Assert.Equal((3, 4L, 3L, 6L), (result.Statistics.DistinctLeaves, result.Statistics.Blocks, result.Statistics.LeavesEvaluated, result.Statistics.LeafEvaluations));
        Assert.Equal(["customer", "customer.orders"], source.Asked.Order(StringComparer.Ordinal));
    }

    private static Task<EvaluationResult> Evaluate(ISegmentSource source, params IReadOnlyList<Segment> segments) =>
        new SegmentEvaluator(source).EvaluateAsync(SegmentSet.Bind(Schema, segments), AsOf, ct: TestContext.Current.CancellationToken);

    private static IEnumerable<string> Keys(MemberSet members) => members.Select(key => key.ToString());

    private sealed class Stop(CancellationTokenSource source) : IProgress<EvaluationProgress>
    {
        public int Reports { get; private set; }

        public void Report(EvaluationProgress value)
        {
            Reports++;
            source.Cancel();
        }
    }
}
