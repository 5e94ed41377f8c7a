using System.Globalization;
using System.Text;

namespace Segmentation.Tests.Serialization;

public sealed class SegmentFileRoundTripTests
{
    private static readonly Segment Everything = Segment.Define("every.thing-1_a", "Усі \"quoted\" \\ / 🛒 <b>&'")
        .Describe("tab\tline\nend \u0001 \u2028")
        .Inactive()
        .For(CustomerScope.Guest)
        .OnWebsites("base", "b2b")
        .InStores("de")
        .StartingAt(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)))
        .ExpiringAt(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1))
        .InTimeZone("Europe/Kyiv")
        .RefreshedManually()
        .MoveToGroup("vip", priority: -5)
        .WithTags("A", "b|c")
        .Where(c => c.All(
            c.Any(c.Attribute("is_active").Equal(true), c.Attribute("is_active").Equal(false)),
            c.AllFalse(c.Attribute("age").Equal(18), c.Attribute("age").NotEqual(0.5m)),
            c.AnyFalse(c.Attribute("store_credit").LessThan(decimal.MaxValue), c.Attribute("store_credit").AtMost(decimal.MinValue)),
            c.Attribute("store_credit").GreaterThan(0.0000000000000000000000000001m),
            c.Attribute("store_credit").AtLeast(-12.50m),
            c.Attribute("store_credit").Between(1, 2L),
            c.Attribute("store_credit").NotBetween(0m, -0m),
            c.Attribute("country").In("UA", "DE"),
            c.Attribute("country").NotIn("FR"),
            c.Attribute("email").Contains("%_"),
            c.Attribute("email").DoesNotContain("@"),
            c.Attribute("email").BeginsWith("a"),
            c.Attribute("email").DoesNotBeginWith("b"),
            c.Attribute("email").EndsWith(".ua"),
            c.Attribute("email").DoesNotEndWith(".com"),
            c.Attribute("tags").HasAny("x"),
            c.Attribute("tags").HasAll("x", "y"),
            c.Attribute("tags").HasNone("z"),
            c.Attribute("email").Null(),
            c.Attribute("email").NotNull(),
            c.Attribute("tier").Is(new Operator("acme.near"), new Operand.List([])),
            c.Attribute("created_at").Equal(new DateOnly(2025, 1, 31)),
            c.Attribute("created_at").LessThan(new DateTimeOffset(2025, 1, 31, 10, 0, 0, 500, TimeSpan.FromHours(-3))),
            c.Attribute("created_at").AtLeast(When.Ago("P30D")),
            c.Attribute("created_at").AtMost(When.Ahead("PT1H")),
            c.Attribute("created_at").AtLeast(Operand.Before(TimeSpan.FromDays(7))),
            c.Attribute("created_at").Between(When.StartOf(CalendarPeriod.Day, -1), When.StartOf(CalendarPeriod.Week)),
            c.Attribute("created_at").Between(When.StartOf(CalendarPeriod.Month), When.StartOf(CalendarPeriod.Quarter, 2)),
            c.Attribute("created_at").AtLeast(When.StartOf(CalendarPeriod.Year)),
            c.Attribute("date_of_birth").In(When.Today(), When.Today(-18, DateUnit.Years), When.Today(3, DateUnit.Months)),
            c.Attribute("lifetime_refunds").LessThan(c.ValueOf("sales_amount", 0.05m)),
            c.Attribute("lifetime_refunds").LessThan(c.ValueOf("sales_amount")),
            c.Some("orders"),
            c.None("orders.items", i => i.Attribute("product.sku").Equal("x")),
            c.Every("orders", o => o.Any(o.Some("items"), o.Count("items").AtLeast(2))),
            c.Count("orders").AtLeast(3),
            c.CountDistinct("orders", "status").Equal(2),
            c.Sum("orders", "grand_total", o => o.Attribute("status").In("complete")).AtLeast(2000),
            c.Average("orders", "grand_total").Null(),
            c.Min("orders", "created_at").AtMost(When.Ago("P1Y")),
            c.Max("orders", "created_at").NotNull(),
            c.InSegment("vip"),
            c.NotInSegment("lost")));

    [Fact]
    public void Write_DesignExample_IsTheGoldenFile()
    {
        IReadOnlyList<Segment> segments = SegmentFile.Read(Golden.Read("design-example.input.json"));
        Assert.Equal(Golden.Read("design-example.segments.json"), SegmentFile.Write(segments));
    }

    [Fact]
    public void Read_DesignExample_EqualsFluentDefinition()
    {
        Segment expected = Segment.Define("vip", "VIP customers")
            .For(CustomerScope.Registered)
            .InTimeZone("Europe/Kyiv")
            .MoveToGroup("vip", priority: 10)
            .WithTags("VIP")
            .Where(c => c.All(
                c.Sum("orders", "grand_total", o => o.Attribute("status").In("complete")).AtLeast(2000),
                c.Some("wishlist_items", w => w.Any(w.Attribute("product.sku").BeginsWith("24-MB"))),
                c.Attribute("last_order_at").AtMost(When.Ago("P30D")),
                c.InSegment("newsletter-readers")));
        Assert.Equal(expected, Assert.Single(SegmentFile.Read(Golden.Read("design-example.input.json"))));
    }

    [Fact]
    public void Write_EveryConstruct_IsTheGoldenFile() =>
        Assert.Equal(Golden.Read("every-construct.segments.json"), SegmentFile.Write([Everything, Segment.Define("all").Everyone()]));

    [Fact]
    public void Read_EveryConstructWritten_EqualsWhatWasWritten()
    {
        Segment[] written = [Everything, Segment.Define("all").Everyone()];
        Assert.Equal(written, SegmentFile.Read(SegmentFile.Write(written)));
    }

    [Theory]
    [InlineData("design-example.segments.json")]
    [InlineData("every-construct.segments.json")]
    public void Write_CanonicalFileRead_GivesTheSameBytes(string name)
    {
        string file = Golden.Read(name);
        Assert.Equal(file, SegmentFile.Write(SegmentFile.Read(file)));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    public void ReadAndWrite_AnyCulture_GivesTheSame(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            string file = Golden.Read("every-construct.segments.json");
            IReadOnlyList<Segment> read = SegmentFile.Read(file);
            Assert.Equal(Everything, read[0]);
            Assert.Equal(file, SegmentFile.Write(read));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("0e99999999999", "0")]
    [InlineData("2000.00", "2000")]
    [InlineData("2e3", "2000")]
    [InlineData("1.5E+2", "150")]
    [InlineData("-1e-7", "-0.0000001")]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    [InlineData("1e28", "10000000000000000000000000000")]
    public void Write_Number_IsShortestWithoutExponent(string written, string canonical)
    {
        string json = SegmentFile.Write(SegmentFile.Read(Value(written)));
        Assert.Contains($"\"value\": {canonical}\n", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EqualInstantsOfDifferentOffsets_GivesTheSameBytes()
    {
        Segment utc = Segment.Define("a").Everyone().StartingAt(new DateTimeOffset(2024, 12, 31, 22, 0, 0, TimeSpan.Zero));
        Segment local = Segment.Define("a").Everyone().StartingAt(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)));
        Assert.Equal(SegmentFile.Write([utc]), SegmentFile.Write([local]));
        Assert.Contains("\"startsAt\": \"2024-12-31T22:00:00Z\"", SegmentFile.Write([local]), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OnlyRequiredProperties_HasDefaults()
    {
        Segment segment = Assert.Single(SegmentFile.Read("""{"version":1,"segments":[{"id":"a","everyone":true}]}"""));
        Assert.Equal(new Segment { Id = "a", IsEveryone = true }, segment);
        Assert.Equal(("a", "", true, CustomerScope.All, RefreshMode.Automatic, 0), (segment.Name, segment.Description, segment.IsActive, segment.Scope, segment.Refresh, segment.Priority));
        Assert.Null(segment.TimeZone);
        Assert.Null(segment.MoveToGroup);
        Assert.Null(segment.Conditions);
    }

    [Fact]
    public void Write_NoSegments_CanBeRead() => Assert.Empty(SegmentFile.Read(SegmentFile.Write([])));

    [Fact]
    public async Task ReadFileAsync_FileWithByteOrderMark_IsRead()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, Golden.Read("design-example.input.json"), new UTF8Encoding(true), TestContext.Current.CancellationToken);
            IReadOnlyList<Segment> segments = await SegmentFile.ReadFileAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal("vip", Assert.Single(segments).Id);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task WriteAsync_Stream_TakesTheBytesOfWriteWithoutByteOrderMark()
    {
        using var stream = new MemoryStream();
        await SegmentFile.WriteAsync(stream, [Everything], TestContext.Current.CancellationToken);
        Assert.Equal(new UTF8Encoding(false).GetBytes(SegmentFile.Write([Everything])), stream.ToArray());
        stream.Position = 0;
        Assert.Equal([Everything], await SegmentFile.ReadAsync(stream, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ReadAsync_CancelledToken_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SegmentFile.ReadAsync(new MemoryStream([1]), new CancellationToken(true)));

    private static string Value(string number) =>
        $$$"""{"version":1,"segments":[{"id":"a","conditions":{"attribute":"x","operator":"=","value":{{{number}}}}}]}""";
}
