namespace Segmentation.Tests.ReadyMade;

public sealed class ReadyMadeValuesTests
{
    [Fact]
    public void Create_NamesAndTypesThatDoNotFit_AreAllNamed()
    {
        string message = Refusal("vip-customers", ("salez", 100m), ("sales", "100"), ("statuses", "complete"));
        Assert.Contains("'vip-customers'", message, StringComparison.Ordinal);
        Assert.Contains("no parameter 'salez'; it has sales, statuses", message, StringComparison.Ordinal);
        Assert.Contains("'sales' takes a number (decimal or whole) that is not negative, but was given the text '100'", message, StringComparison.Ordinal);
        Assert.Contains("'statuses' takes at least one text, none of them empty, but was given the text 'complete'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ValuesWhereNoneIsTaken_SaysSo() =>
        Assert.Contains("as it has none", Refusal("male-customers", ("gender", "male")), StringComparison.Ordinal);

    [Theory]
    [InlineData("departed-customers", "days", -1)]
    [InlineData("departed-customers", "days", 1.5)]
    [InlineData("departed-customers", "days", 3_000_000_000L)]
    [InlineData("departed-customers", "days", null)]
    [InlineData("vip-customers", "sales", -0.01)]
    [InlineData("vip-customers", "sales", true)]
    [InlineData("vip-customers", "statuses", new string[0])]
    [InlineData("vip-customers", "statuses", new[] { "complete", "" })]
    [InlineData("coupon-used", "coupon", "")]
    [InlineData("coupon-used", "coupon", 10)]
    [InlineData("uk-new-region", "after", "2025-01-01")]
    [InlineData("married-boat-builders", "occupationsAttribute", "")]
    public void Create_ValueOfAnotherType_NamesTheParameter(string id, string parameter, object? value) =>
        Assert.Contains($"'{parameter}' takes ", Refusal(id, (parameter, value!)), StringComparison.Ordinal);

    [Fact]
    public void Create_WholeNumbersOfAnySize_AreTaken()
    {
        ReadyMadeSegment platinum = CommerceSegments.Find("vip-platinum")!;
        Assert.Equal(
            CommerceSegments.VipPlatinum(sales: 7000m, orders: 20, average: 300m),
            platinum.Create(new Dictionary<string, object> { ["sales"] = 7000, ["orders"] = 20L, ["average"] = 300L }));
    }

    [Fact]
    public void Create_ListChangedAfterwards_StaysAsItWas()
    {
        var statuses = new List<string> { "complete" };
        Segment segment = CommerceSegments.Find("vip-customers")!.Create(new Dictionary<string, object> { ["statuses"] = statuses });
        statuses.Add("pending");
        Assert.Equal(CommerceSegments.VipCustomers(), segment);
    }

    [Fact]
    public void Default_OfTexts_CannotBeChanged() => Assert.Throws<NotSupportedException>(
        () => ((IList<string>)CommerceSegments.Find("vip-customers")!.Parameters[1].Default)[0] = "pending");

    [Fact]
    public void Methods_NumbersBelowNothing_NameTheParameter()
    {
        Assert.Equal("days", Assert.Throws<ArgumentOutOfRangeException>(() => CommerceSegments.DepartedCustomers(-1)).ParamName);
        Assert.Equal("age", Assert.Throws<ArgumentOutOfRangeException>(() => CommerceSegments.Girls(-1)).ParamName);
        Assert.Equal("months", Assert.Throws<ArgumentOutOfRangeException>(() => CommerceSegments.RecentDownloads(-1)).ParamName);
        Assert.Equal("toDays", Assert.Throws<ArgumentOutOfRangeException>(() => CommerceSegments.ReplenishmentDue(fromDays: 28, toDays: 27)).ParamName);
    }

    private static string Refusal(string id, params (string Name, object Value)[] values) => Assert.Throws<ArgumentException>(
        () => CommerceSegments.Find(id)!.Create(values.ToDictionary(v => v.Name, v => v.Value))).Message;
}
