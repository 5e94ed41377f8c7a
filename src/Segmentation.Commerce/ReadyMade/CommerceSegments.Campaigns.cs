namespace Segmentation;

public static partial class CommerceSegments
{
    private static readonly string[] Cameras = ["Cameras"];
    private static readonly string[] CameraAccessories = ["Camera Accessories"];
    private static readonly string[] Coffee = ["Coffee"];
    private static readonly string[] UkWebsite = ["uk"];
    private static readonly DateOnly NewRegionSince = new(2025, 1, 1);

    /// <summary>Subscribers who left a valuable cart alone.</summary>
    /// <param name="total">The grand total of the active cart is more.</param>
    /// <param name="hours">The cart was last changed more than so many hours ago.</param>
    public static Segment HighValueCartAbandonment(decimal total = 200m, decimal hours = 1m) =>
        Segment.Define("high-value-cart-abandonment", "High-value cart abandonment")
            .Describe("Newsletter subscribers who left a valuable cart alone.")
            .Where(c => c.All(
                c.Attribute(Commerce.Customer.CartTotal).GreaterThan(total),
                c.Attribute(Commerce.Customer.HoursSinceCartUpdate).GreaterThan(hours),
                Subscribed(c)));

    /// <summary>Subscribers whose birthday is today.</summary>
    /// <param name="daysAhead">Whole calendar days until the birthday; 0 for today.</param>
    public static Segment TodaysBirthdays(int daysAhead = 0) => Segment.Define("todays-birthdays", "Today's birthdays")
        .Describe("Newsletter subscribers whose birthday is today.")
        .Where(c => c.All(
            c.Attribute(Commerce.Customer.DaysUntilBirthday).Equal(daysAhead),
            Subscribed(c)));

    /// <summary>Customers who bought of some categories lately and never of others that go with them.</summary>
    /// <param name="bought">The categories they bought of, by key or name; null for cameras.</param>
    /// <param name="notBought">The categories they never bought of; null for camera accessories.</param>
    /// <param name="days">How many days of 24 hours the purchase lies back at most; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is negative.</exception>
    public static Segment CategoryAffinity(IReadOnlyList<string>? bought = null, IReadOnlyList<string>? notBought = null, int days = 90) =>
        Segment.Define("category-affinity", "Camera buyers without accessories")
            .Describe("Customers who bought of some categories lately, and never of others that go with them.")
            .Where(c => c.All(
                c.Some(OrderedItems, i => i.All(
                    i.Attribute(ProductCategories).HasAny(Operands(bought ?? Cameras)),
                    i.Attribute(OrderedAt).AtLeast(DaysAgo(days, nameof(days))))),
                c.None(OrderedItems, i => i.Attribute(ProductCategories).HasAny(Operands(notBought ?? CameraAccessories)))));

    /// <summary>Customers of a website who registered after a day and ship to a country.</summary>
    /// <param name="country">The country of the shipping address.</param>
    /// <param name="after">They registered after this day, in the evaluation's time zone; null for 2025-01-01.</param>
    /// <param name="websites">The websites; null for <c>uk</c>.</param>
    public static Segment UkNewRegion(string country = "GB", DateOnly? after = null, IReadOnlyList<string>? websites = null) =>
        Segment.Define("uk-new-region", "UK customers, new region")
            .Describe("Customers of the UK website who registered since it opened and ship to the country.")
            .OnWebsites(websites ?? UkWebsite)
            .Where(c => c.All(
                c.Some(Commerce.Customer.ShippingAddress, a => a.Attribute(Commerce.Address.Country).Equal(country)),
                c.Attribute(Commerce.Customer.CreatedAt).GreaterThan(after ?? NewRegionSince)));

    /// <summary>Subscribers who bought something about as long ago as it lasts.</summary>
    /// <param name="categories">The categories of what they bought, by key or name; null for coffee.</param>
    /// <param name="fromDays">How many days of 24 hours the purchase lies back at least; not negative.</param>
    /// <param name="toDays">How many days of 24 hours the purchase lies back at most; not less than <paramref name="fromDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of days is negative, or the last is less than the first.</exception>
    public static Segment ReplenishmentDue(IReadOnlyList<string>? categories = null, int fromDays = 28, int toDays = 35)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(toDays, fromDays);
        return Segment.Define("replenishment-due", "Coffee replenishment due")
            .Describe("Newsletter subscribers who bought something about as long ago as it lasts.")
            .Where(c => c.All(
                c.Some(OrderedItems, i => i.All(
                    i.Attribute(ProductCategories).HasAny(Operands(categories ?? Coffee)),
                    i.Attribute(OrderedAt).Between(DaysAgo(toDays, nameof(toDays)), DaysAgo(fromDays, nameof(fromDays))))),
                Subscribed(c)));
    }

    /// <summary>Subscribers who looked at something expensive lately and have no order.</summary>
    /// <param name="price">The price of the product is more.</param>
    /// <param name="days">How many days of 24 hours the view lies back at most; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is negative.</exception>
    public static Segment HighIntentBrowsers(decimal price = 500m, int days = 7) =>
        Segment.Define("high-intent-browsers", "High-intent browsers")
            .Describe("Newsletter subscribers who looked at something expensive lately and have not ordered.")
            .Where(c => c.All(
                c.Some(Commerce.Customer.ProductViews, v => v.All(
                    v.Attribute(ProductPrice).GreaterThan(price),
                    v.Attribute(Commerce.ProductView.ViewedAt).AtLeast(DaysAgo(days, nameof(days))))),
                c.Attribute(Commerce.Customer.NumberOfOrders).Equal(0),
                Subscribed(c)));

    /// <summary>Customers with orders who never subscribed to the newsletter; those who unsubscribed are left alone.</summary>
    /// <param name="orders">They have more orders.</param>
    public static Segment SubscriptionDrive(int orders = 0) => Segment.Define("subscription-drive", "Subscription drive")
        .Describe("Customers with orders who never subscribed to the newsletter.")
        .Where(c => c.All(
            c.Any(
                c.Attribute(Commerce.Customer.NewsletterStatus).Null(),
                c.Attribute(Commerce.Customer.NewsletterStatus).Equal("not_active")),
            c.Attribute(Commerce.Customer.NumberOfOrders).GreaterThan(orders)));

    private static IEnumerable<ReadyMadeSegment> OfCampaigns() =>
    [
        new(Maho, v => HighValueCartAbandonment(v.Decimal("total"), v.Decimal("hours")),
            ReadyMadeParameter.Decimal("total", "Grand total more than", 200m),
            ReadyMadeParameter.Decimal("hours", "Hours since the last change more than", 1m)),
        new(Maho, v => TodaysBirthdays(v.Integer("daysAhead")),
            ReadyMadeParameter.Integer("daysAhead", "Days until the birthday", 0)),
        new(Maho, v => CategoryAffinity(v.Texts("bought"), v.Texts("notBought"), v.Integer("days")),
            ReadyMadeParameter.Texts("bought", "Categories bought of", Cameras),
            ReadyMadeParameter.Texts("notBought", "Categories not bought of", CameraAccessories),
            ReadyMadeParameter.Integer("days", "Days since the purchase at most", 90)),
        new(Maho, v => UkNewRegion(v.Text("country"), v.Date("after"), v.Texts("websites")),
            ReadyMadeParameter.Text("country", "Country", "GB"),
            ReadyMadeParameter.Date("after", "Registered after", NewRegionSince),
            ReadyMadeParameter.Texts("websites", "Websites", UkWebsite)),
        new(Maho, v => ReplenishmentDue(v.Texts("categories"), v.Integer("fromDays"), v.Integer("toDays")),
            ReadyMadeParameter.Texts("categories", "Categories", Coffee),
            ReadyMadeParameter.Integer("fromDays", "Days since the purchase at least", 28),
            ReadyMadeParameter.Integer("toDays", "Days since the purchase at most", 35)),
        new(Maho, v => HighIntentBrowsers(v.Decimal("price"), v.Integer("days")),
            ReadyMadeParameter.Decimal("price", "Price more than", 500m),
            ReadyMadeParameter.Integer("days", "Days since the view at most", 7)),
        new(Maho, v => SubscriptionDrive(v.Integer("orders")),
            ReadyMadeParameter.Integer("orders", "Orders more than", 0)),
    ];
}
