using System.Globalization;
using System.Reflection;

namespace Segmentation.Tests.ReadyMade;

public sealed class ReadyMadeSegmentTests
{
    public static TheoryData<string> Ids => [.. CommerceSegments.All.Select(s => s.Id)];

    [Fact]
    public void All_Entries_AreTheExamplesOfTheManuals() => Assert.Equal(
        [
            "Mirasvit Customer Segmentation Suite: amazon-customers, departed-customers, female-customers, female-t-shirt-lovers, foreign-customers, "
            + "girls, interested-in-new-goods, male-customers, recent-downloads, rich-customers, vip-customers, wishes-given-products, "
            + "wishes-recommended-products",
            "Maho Customer Segments: category-affinity, free-shipping-to-california, high-intent-browsers, high-value-cart-abandonment, "
            + "loyalty-tier-advancement, new-customers-without-orders, replenishment-due, subscription-drive, todays-birthdays, uk-new-region, "
            + "vip-platinum, win-back",
            "Amasty Customer Segmentation: affiliate-code-used, coupon-used, more-than-three-orders",
            "Virto Commerce Customer Segments: married-boat-builders",
        ],
        CommerceSegments.All.GroupBy(s => s.Origin).Select(g => $"{g.Key}: {string.Join(", ", g.Select(s => s.Id).Order(StringComparer.Ordinal))}"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Entry_OfAnId_SaysWhatItsSegmentSays(string id)
    {
        ReadyMadeSegment entry = CommerceSegments.Find(id)!;
        Segment segment = entry.Create();
        Assert.Equal((id, entry.Name, entry.Description), (segment.Id, segment.Name, segment.Description));
        Assert.EndsWith(".", entry.Description, StringComparison.Ordinal);
        Assert.NotEqual(entry.Id, entry.Name);
        Assert.All(entry.Parameters, p => Assert.NotEmpty(p.Label));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Create_WithoutValues_IsWhatTheMethodWithoutArgumentsMakes(string id)
    {
        ReadyMadeSegment entry = CommerceSegments.Find(id)!;
        MethodInfo method = MethodOf(id);
        Assert.Equal(method.GetParameters().Select(p => p.Name), entry.Parameters.Select(p => p.Name));
        Assert.All(method.GetParameters(), p => Assert.True(p.HasDefaultValue));
        Assert.Equal((Segment)method.Invoke(null, [.. method.GetParameters().Select(p => p.DefaultValue)])!, entry.Create());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Create_AnotherValueOfAnyParameter_MakesWhatTheMethodMakes(string id)
    {
        ReadyMadeSegment entry = CommerceSegments.Find(id)!;
        MethodInfo method = MethodOf(id);
        foreach (ReadyMadeParameter parameter in entry.Parameters)
        {
            object another = Another(parameter);
            Segment made = entry.Create(new Dictionary<string, object> { [parameter.Name] = another });
            Assert.NotEqual(entry.Create(), made);
            Assert.Equal(
                (Segment)method.Invoke(null, [.. method.GetParameters().Select(p => p.Name == parameter.Name ? another : p.DefaultValue)])!, made);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Create_DefaultsSaidInWords_IsTheSameSegment(string id)
    {
        ReadyMadeSegment entry = CommerceSegments.Find(id)!;
        Assert.Equal(entry.Create(), entry.Create(entry.Parameters.ToDictionary(p => p.Name, p => p.Default)));
    }

    [Fact]
    public void Methods_OfTheClass_AreExactlyTheEntries() => Assert.Equal(
        CommerceSegments.All.Select(s => Pascal(s.Id)).Order(StringComparer.Ordinal),
        typeof(CommerceSegments).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.ReturnType == typeof(Segment)).Select(m => m.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Find_UnknownId_IsNull() => Assert.Null(CommerceSegments.Find("VIP-CUSTOMERS"));

    [Fact]
    public void Create_Result_IsCopiedAndChangedLikeAnyDefinition()
    {
        Segment own = CommerceSegments.VipCustomers(5000m) with { Id = "big-spenders", Tags = ["VIP"] };
        Assert.Equal("big-spenders", Assert.Single(SegmentFile.Read(SegmentFile.Write([own]))).Id);
    }

    private static MethodInfo MethodOf(string id) => typeof(CommerceSegments).GetMethod(Pascal(id))!;

    private static object Another(ReadyMadeParameter parameter) => parameter.Type switch
    {
        ReadyMadeParameterType.Text or ReadyMadeParameterType.Attribute => "another",
        ReadyMadeParameterType.Texts => new[] { "another", "third" },
        ReadyMadeParameterType.Integer => (int)parameter.Default + 1,
        ReadyMadeParameterType.Decimal => (decimal)parameter.Default + 1,
        ReadyMadeParameterType.Date => ((DateOnly)parameter.Default).AddDays(1),
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Type, "no other value"),
    };

    private static string Pascal(string id) =>
        string.Concat(id.Split('-').Select(part => char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..]));
}
