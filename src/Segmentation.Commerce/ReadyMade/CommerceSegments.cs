namespace Segmentation;

/// <summary>
/// Ready-made segments over the commerce vocabulary: the examples of well-known systems' manuals. Each is a method with
/// the manual's figures as defaults, and an entry of <see cref="All"/> for hosts that list them. All members are thread-safe.
/// </summary>
public static partial class CommerceSegments
{
    private const string Mirasvit = "Mirasvit Customer Segmentation Suite";
    private const string Maho = "Maho Customer Segments";
    private const string Amasty = "Amasty Customer Segmentation";
    private const string Virto = "Virto Commerce Customer Segments";

    private const string ProductSku = $"{Commerce.OrderItem.Product}.{Commerce.Product.Sku}";
    private const string ProductPrice = $"{Commerce.OrderItem.Product}.{Commerce.Product.Price}";
    private const string ProductCategories = $"{Commerce.OrderItem.Product}.{Commerce.Product.Categories}";
    private const string ProductIsNew = $"{Commerce.OrderItem.Product}.{Commerce.Product.IsNew}";
    private const string OrderedItems = $"{Commerce.Customer.Orders}.{Commerce.Order.Items}";
    private const string OrderedAt = $"{Commerce.OrderItem.Order}.{Commerce.Order.CreatedAt}";

    private static readonly string[] Completed = ["complete"];

    /// <summary>All of them, those of one origin together. Made once.</summary>
    public static IReadOnlyList<ReadyMadeSegment> All => Listed.All;

    /// <summary>The ready-made segment of an id, or null.</summary>
    /// <param name="id">The id; case-sensitive.</param>
    public static ReadyMadeSegment? Find(string id) => All.FirstOrDefault(s => s.Id == id);

    private static Condition Subscribed(ConditionBuilder c) => c.Attribute(Commerce.Customer.NewsletterStatus).Equal("subscribed");

    private static Operand DaysAgo(int days, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days, parameter);
        return When.Ago(FormattableString.Invariant($"P{days}D"));
    }

    private static IEnumerable<Operand> Operands(IEnumerable<string> texts) => texts.Select(t => (Operand)t);

    // Made on first use, when the defaults in all the parts of this class are there, in whatever order they were compiled.
    private static class Listed
    {
        public static IReadOnlyList<ReadyMadeSegment> All { get; } = Array.AsReadOnly<ReadyMadeSegment>(
            [.. OfPersons(), .. OfInterests(), .. OfValue(), .. OfCampaigns(), .. OfCodes(), .. OfCustomAttributes()]);
    }
}
