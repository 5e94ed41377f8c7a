using Segmentation.Testing;

namespace Segmentation.Tests.Subjects;

public sealed class SubjectReaderTests
{
    private static readonly ConditionBuilder C = new();

    [Fact]
    public async Task Values_StoredAndComputed_AreTyped() => Assert.Equal(
        ["Ann@Example.com", "1990-03-15", "2025-01-01T00:00:00.0000000+00:00", "a|b", "Decimal 12.5", "Boolean False", "Int64 35", "Ann Lee"],
        (await Shop.ValuesAsync(1, "email", "date_of_birth", "created_at", "tags", "store_credit", "is_guest", "age", "full_name")).Select(v => v.Replace("String ", "")));

    [Fact]
    public async Task Values_OverToOneRelations_AreThoseOfTheRow() => Assert.Equal(
        ["String Kyiv", "String Lviv", "Decimal 5.5", "String pending"],
        await Shop.ValuesAsync(1, "billing_address.city", "shipping_address.city", "last_order.grand_total", "last_order.status"));

    [Fact]
    public async Task Values_WithoutARow_AreMissing() =>
        Assert.Equal(["missing", "missing", "missing", ""], await Shop.ValuesAsync(2, "billing_address.city", "last_order.grand_total", "last_name", "tags"));

    [Fact]
    public async Task Values_OfQuotients_AreRoundedHalfEvenToTenPlaces() => Assert.Equal(
        ["Decimal 5.5", "Decimal 20", "Decimal 1.5"],
        await Shop.ValuesAsync(1, "average_order_value", "order_frequency", "days_since_last_order"));

    [Fact]
    public async Task Values_OfAThird_HaveTenPlaces()
    {
        Dataset data = Dataset.Parse(Shop.Schema, """
            { "customers": [ { "id": 1 } ],
              "orders": [ { "id": 1, "customer_id": 1, "grand_total": 1 }, { "id": 2, "customer_id": 1, "grand_total": 1 }, { "id": 3, "customer_id": 1, "grand_total": 0 } ] }
            """);
        SubjectRow row = Assert.Single(await Shop.ReadAsync(Shop.Query("average_order_value"), source: new DatasetSource(data)));
        Assert.Equal(0.6666666667m, row.Values[0]);
    }

    [Fact]
    public async Task Rows_OfAll_ComeInKeyOrder() => Assert.Equal(["1", "2", "10", "30"], Shop.KeysOf(await Shop.ReadAsync(Shop.Query())));

    [Fact]
    public async Task Filter_OfAnotherColumn_KeepsThoseWhoSatisfy() => Assert.Equal(
        ["1", "30"],
        Shop.KeysOf(await Shop.ReadAsync(SubjectQuery.Bind(Shop.Schema, [new("email")], C.Count("orders").AtLeast(1)))));

    [Fact]
    public async Task Filter_ByASegment_AsksItsRulesAndLists()
    {
        SegmentSet set = SegmentSet.Bind(
            Shop.Schema,
            [Segment.Define("women").Where(c => c.Attribute("gender").Equal("female"))],
            new SegmentLists(new Dictionary<string, SegmentList> { ["women"] = new(["30"], ["1"]) }));
        Assert.Equal(["10", "30"], Shop.KeysOf(await Shop.ReadAsync(SubjectQuery.Bind(set, [], C.InSegment("women")))));
    }

    [Fact]
    public async Task Keys_SomeUnknown_ChooseThoseThereAre() =>
        Assert.Equal(["2", "30"], Shop.KeysOf(await Shop.ReadAsync(Shop.Query("email"), new SubjectReadOptions { Keys = Shop.Keys(-5, 2, 3, 30, 99) })));

    [Fact]
    public async Task Keys_OfAMemberSet_AreItsMembers()
    {
        SegmentSet set = SegmentSet.Bind(Shop.Schema, [Segment.Define("women").Where(c => c.Attribute("gender").Equal("female"))]);
        MemberSet members = (await new SegmentEvaluator(Shop.Source).EvaluateAsync(set, Shop.AsOf, ct: Shop.Ct))["women"];
        Assert.Equal(["1", "10"], Shop.KeysOf(await Shop.ReadAsync(Shop.Query("email"), new SubjectReadOptions { Keys = members.ToAsyncEnumerable() })));
    }

    [Fact]
    public async Task Keys_None_ChooseNobody() => Assert.Empty(await Shop.ReadAsync(Shop.Query("email"), new SubjectReadOptions { Keys = Shop.Keys() }));

    [Fact]
    public async Task Keys_OutOfOrder_AreRefused() => Assert.Contains(
        "out of order: '2' after '10'",
        (await Assert.ThrowsAsync<InvalidOperationException>(() => Shop.ReadAsync(Shop.Query(), new SubjectReadOptions { Keys = Shop.Keys(10, 2, 30) }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Keys_OfAnotherKind_AreRefused()
    {
        var options = new SubjectReadOptions { Keys = new[] { new SubjectKey("1") }.ToAsyncEnumerable() };
        Assert.Contains("kind Text", (await Assert.ThrowsAsync<InvalidOperationException>(() => Shop.ReadAsync(Shop.Query(), options))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_AKey_BeginsBehindIt() =>
        Assert.Equal(["10", "30"], Shop.KeysOf(await Shop.ReadAsync(Shop.Query("number_of_orders"), new SubjectReadOptions { After = new SubjectKey(2) })));

    [Fact]
    public async Task After_AKeyWrittenAsText_IsTakenAsOneOfTheSource() =>
        Assert.Equal(["10", "30"], Shop.KeysOf(await Shop.ReadAsync(Shop.Query(), new SubjectReadOptions { After = new SubjectKey("2") })));

    [Fact]
    public Task After_ATextThatIsNoKey_IsRefused() => Assert.ThrowsAsync<SegmentSourceException>(
        () => Shop.ReadAsync(Shop.Query(), new SubjectReadOptions { After = new SubjectKey("two") }));

    [Fact]
    public async Task Pages_OneAfterAnother_GiveEveryoneOnce()
    {
        var reader = new SubjectReader(new DatasetSource(Shop.Many(10, 1)));
        SubjectQuery query = SubjectQuery.Bind(Shop.Schema, [new("last_order.grand_total")], C.Attribute("email").DoesNotContain("7"));
        var keys = new List<string>();
        var sizes = new List<int>();
        SubjectKey? next = null;
        do
        {
            SubjectPage page = await reader.ReadPageAsync(query, Shop.AsOf, 3, new SubjectReadOptions { After = next, BlockSize = 2 }, Shop.Ct);
            keys.AddRange(Shop.KeysOf(page.Rows));
            sizes.Add(page.Rows.Count);
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "8", "9", "10"], keys);
        Assert.Equal([3, 3, 3], sizes);
    }

    [Fact]
    public async Task Take_AFew_ReadsNoFurtherThanTheirRows()
    {
        var source = new CountingSource(new DatasetSource(Shop.Many(1000, 3), batchSize: 10));
        List<SubjectRow> rows = await Shop.ReadAsync(Shop.Query("number_of_orders"), new SubjectReadOptions { Take = 5 }, source);
        Assert.Equal(5, rows.Count);
        Assert.Equal(10, source.Rows["customer"]);
        Assert.InRange(source.Rows["customer.orders"], 15, 20);
        Assert.Equal(0, source.Open);
    }

    [Fact]
    public async Task Keys_AFew_ReadNoFurtherThanTheLastOne()
    {
        var source = new CountingSource(new DatasetSource(Shop.Many(1000, 3), batchSize: 10));
        List<SubjectRow> rows = await Shop.ReadAsync(Shop.Query("sales_amount"), new SubjectReadOptions { Keys = Shop.Keys(3, 17) }, source);
        Assert.Equal([(object)21m, 147m], rows.Select(r => r.Values[0]));
        Assert.Equal(20, source.Rows["customer"]);
        Assert.InRange(source.Rows["customer.orders"], 51, 70);
        Assert.Equal(0, source.Open);
    }

    [Fact]
    public async Task Reading_GivenUpHalfWay_ClosesTheSnapshot()
    {
        var source = new CountingSource(Shop.Source);
        await foreach (SubjectRow row in new SubjectReader(source).ReadAsync(Shop.Query("email"), Shop.AsOf, ct: Shop.Ct))
        {
            Assert.Equal(1, source.Open);
            break;
        }

        Assert.Equal(0, source.Open);
    }

    [Fact]
    public async Task Reading_Cancelled_StopsAndClosesTheSnapshot()
    {
        var source = new CountingSource(Shop.Source);
        using var stop = new CancellationTokenSource();
        var seen = new List<string>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (SubjectRow row in new SubjectReader(source).ReadAsync(Shop.Query("email"), Shop.AsOf, new SubjectReadOptions { BlockSize = 1 }, stop.Token))
            {
                seen.Add(row.Key.ToString());
                await stop.CancelAsync();
            }
        });
        Assert.Equal(["1"], seen);
        Assert.Equal(0, source.Open);
    }

    [Fact]
    public async Task Take_None_OpensNothing()
    {
        var source = new CountingSource(Shop.Source);
        Assert.Empty(await Shop.ReadAsync(Shop.Query("email"), new SubjectReadOptions { Take = 0 }, source));
        Assert.Equal(0, source.Opened);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubjectReadOptions { Take = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubjectReadOptions { BlockSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubjectReader(Shop.Source).ReadAsync(Shop.Query(), new DateTimeOffset(999, 1, 1, 0, 0, 0, TimeSpan.Zero), ct: Shop.Ct));
    }
}
