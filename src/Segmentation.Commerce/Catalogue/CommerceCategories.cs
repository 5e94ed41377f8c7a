using Of = Segmentation.Commerce.Customer;

namespace Segmentation;

/// <summary>
/// In which group an editor shows what there is of a customer. The other entities are small enough to be a group each,
/// which they are without being named here.
/// </summary>
internal static class CommerceCategories
{
    public static IReadOnlyList<CatalogueCategory> All { get; } =
    [
        Customer("person",
            Of.FirstName, Of.LastName, Of.FullName, Of.MiddleName, Of.Prefix, Of.Suffix, Of.Email, Of.Gender, Of.DateOfBirth, Of.Age,
            Of.DaysUntilBirthday),
        Customer("account",
            Of.CreatedAt, Of.DaysSinceRegistration, Of.Group, Of.Store, Of.Website, Of.IsGuest, Of.IsConfirmed, Of.IsActive, Of.TaxNumber,
            Of.StoreCredit, Of.Tags, Of.Organizations),
        Customer("preferences",
            Of.Language, Of.TimeZone, Of.PreferredDelivery, Of.PreferredCommunication, Of.NewsletterStatus, Of.Subscriptions,
            Of.NewsletterSubscription),
        Customer("addresses",
            Of.HasBillingAddress, Of.HasShippingAddress, Of.BillingAddress, Of.ShippingAddress, Of.Addresses),
        Customer("activity",
            Of.LastLoginAt, Of.DaysSinceLastLogin, Of.LastActivityAt, Of.DaysInactive, Of.FirstFailureAt, Of.FailuresNumber, Of.ProductViews),
        Customer("orders",
            Of.NumberOfOrders, Of.LastOrderAt, Of.DaysSinceLastOrder, Of.DaysSinceFirstOrder, Of.OrderFrequency, Of.PurchasedQuantity,
            Of.AveragePurchasedQuantity, Of.LastShipmentAt, Of.Orders, Of.LastOrder, Of.FirstOrder, Of.Shipments),
        Customer("value",
            Of.SalesAmount, Of.AverageOrderValue, Of.LifetimeRefunds, Of.LifetimeProfit),
        Customer("carts",
            Of.CartTotal, Of.CartQuantity, Of.DaysSinceCartUpdate, Of.HoursSinceCartUpdate, Of.Cart, Of.Carts),
        Customer("lists",
            Of.WishlistItems, Of.GiftRegistryItems),
    ];

    private static CatalogueCategory Customer(string name, params IReadOnlyList<string> members) =>
        new(name, [.. members.Select(static m => $"{Commerce.Entities.Customer}.{m}")]);
}
