namespace Segmentation;

public static partial class CommerceSegments
{
    private static readonly string[] WishedSkus = ["24-MB01", "24-MB04"];
    private static readonly string[] Shirts = ["T-Shirts"];
    private static readonly RequiredAttribute Recommended = new(Commerce.Entities.Product, "recommended", AttributeType.Boolean);
    private static readonly RequiredAttribute Format = new(Commerce.Entities.Product, "format", AttributeType.Text);

    /// <summary>Customers with a product on a wish list that the shop recommends.</summary>
    /// <param name="recommendedAttribute">The custom attribute of products, true or false, that says so.</param>
    public static Segment WishesRecommendedProducts(string recommendedAttribute = "recommended") =>
        Segment.Define("wishes-recommended-products", "Wishes our recommended products")
            .Describe("Customers with a product on a wish list that the shop recommends.")
            .Where(c => c.All(
                c.Some(Commerce.Customer.WishlistItems, i => i.Attribute(OfProduct(recommendedAttribute)).Equal(true))));

    /// <summary>Customers with one of some products on a wish list.</summary>
    /// <param name="skus">The SKUs; null for two bags.</param>
    public static Segment WishesGivenProducts(IReadOnlyList<string>? skus = null) =>
        Segment.Define("wishes-given-products", "Wishes given products")
            .Describe("Customers with one of some products on a wish list.")
            .Where(c => c.All(
                c.Some(Commerce.Customer.WishlistItems, i => i.Attribute(ProductSku).In(Operands(skus ?? WishedSkus)))));

    /// <summary>Female customers with a product of some categories in a gift registry.</summary>
    /// <param name="categories">The categories, by key or name; null for T-shirts.</param>
    public static Segment FemaleTShirtLovers(IReadOnlyList<string>? categories = null) =>
        Segment.Define("female-t-shirt-lovers", "Female T-shirt lovers")
            .Describe("Female customers with a T-shirt in a gift registry.")
            .Where(c => c.All(
                c.Attribute(Commerce.Customer.Gender).Equal("female"),
                c.Some(Commerce.Customer.GiftRegistryItems, i => i.Attribute(ProductCategories).HasAny(Operands(categories ?? Shirts)))));

    /// <summary>Customers who looked at a product that is offered as new.</summary>
    public static Segment InterestedInNewGoods() => Segment.Define("interested-in-new-goods", "Interested in new goods")
        .Describe("Customers who looked at a product that is offered as new.")
        .Where(c => c.All(
            c.Some(Commerce.Customer.ProductViews, v => v.Attribute(ProductIsNew).Equal(true))));

    /// <summary>Customers who ordered something to download in the last months.</summary>
    /// <param name="months">How many calendar months; not negative.</param>
    /// <param name="formatAttribute">The custom attribute of products, a text, that names the format.</param>
    /// <param name="format">The format of what is downloaded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of months is negative.</exception>
    public static Segment RecentDownloads(int months = 1, string formatAttribute = "format", string format = "Download")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        return Segment.Define("recent-downloads", "Downloads in a month")
            .Describe("Customers who ordered something to download in the last month.")
            .Where(c => c.All(
                c.Some(OrderedItems, i => i.All(
                    i.Attribute(OfProduct(formatAttribute)).Equal(format),
                    i.Attribute(OrderedAt).AtLeast(When.Ago(FormattableString.Invariant($"P{months}M")))))));
    }

    private static string OfProduct(string attribute) => $"{Commerce.OrderItem.Product}.{attribute}";

    private static IEnumerable<ReadyMadeSegment> OfInterests() =>
    [
        new(Mirasvit, v => WishesRecommendedProducts(v.Text("recommendedAttribute")),
            ReadyMadeParameter.AttributeName("recommendedAttribute", "Attribute of products that the shop recommends", Recommended)),
        new(Mirasvit, v => WishesGivenProducts(v.Texts("skus")),
            ReadyMadeParameter.Texts("skus", "SKUs", WishedSkus)),
        new(Mirasvit, v => FemaleTShirtLovers(v.Texts("categories")),
            ReadyMadeParameter.Texts("categories", "Categories", Shirts)),
        new(Mirasvit, _ => InterestedInNewGoods()),
        new(Mirasvit, v => RecentDownloads(v.Integer("months"), v.Text("formatAttribute"), v.Text("format")),
            ReadyMadeParameter.Integer("months", "Months", 1),
            ReadyMadeParameter.AttributeName("formatAttribute", "Attribute of products that names the format", Format),
            ReadyMadeParameter.Text("format", "Format of what is downloaded", "Download")),
    ];
}
