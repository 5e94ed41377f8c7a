namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of a customer.</summary>
    public static class Customer
    {
        /// <summary>The e-mail address. Text.</summary>
        public const string Email = "email";

        /// <summary>The first name. Text.</summary>
        public const string FirstName = "first_name";

        /// <summary>The last name. Text.</summary>
        public const string LastName = "last_name";

        /// <summary>The middle name. Text.</summary>
        public const string MiddleName = "middle_name";

        /// <summary>What stands before the name. Text.</summary>
        public const string Prefix = "prefix";

        /// <summary>What stands after the name. Text.</summary>
        public const string Suffix = "suffix";

        /// <summary>Prefix, first, middle and last name and suffix, those there are, joined by blanks. Text.</summary>
        public const string FullName = "full_name";

        /// <summary>The gender. Choice of <c>male</c>, <c>female</c>, <c>other</c>.</summary>
        public const string Gender = "gender";

        /// <summary>The date of birth. Calendar day.</summary>
        public const string DateOfBirth = "date_of_birth";

        /// <summary>When the customer registered. Instant.</summary>
        public const string CreatedAt = "created_at";

        /// <summary>The customer group. Choice.</summary>
        public const string Group = "group";

        /// <summary>The store the customer was created in. Choice.</summary>
        public const string Store = "store";

        /// <summary>The website the customer belongs to. Choice.</summary>
        public const string Website = "website";

        /// <summary>Whether the customer is a guest. True or false.</summary>
        public const string IsGuest = "is_guest";

        /// <summary>Whether the e-mail address is confirmed. True or false.</summary>
        public const string IsConfirmed = "is_confirmed";

        /// <summary>Whether the account is active. True or false.</summary>
        public const string IsActive = "is_active";

        /// <summary>The tax number. Text.</summary>
        public const string TaxNumber = "tax_number";

        /// <summary>The language. Choice.</summary>
        public const string Language = "language";

        /// <summary>The time zone. Text.</summary>
        public const string TimeZone = "time_zone";

        /// <summary>The preferred way of delivery. Choice.</summary>
        public const string PreferredDelivery = "preferred_delivery";

        /// <summary>The preferred way of communication. Choice.</summary>
        public const string PreferredCommunication = "preferred_communication";

        /// <summary>The organizations the customer belongs to. Set of texts.</summary>
        public const string Organizations = "organizations";

        /// <summary>The tags given by hand. Set of texts.</summary>
        public const string Tags = "tags";

        /// <summary>The store credit. Decimal.</summary>
        public const string StoreCredit = "store_credit";

        /// <summary>The last login. Instant.</summary>
        public const string LastLoginAt = "last_login_at";

        /// <summary>The last activity. Instant.</summary>
        public const string LastActivityAt = "last_activity_at";

        /// <summary>The first failed login. Instant.</summary>
        public const string FirstFailureAt = "first_failure_at";

        /// <summary>The number of failed logins. Integer.</summary>
        public const string FailuresNumber = "failures_number";

        /// <summary>Completed years since the date of birth. Integer.</summary>
        public const string Age = "age";

        /// <summary>Whole days until the next birthday, 0 on the day. Integer.</summary>
        public const string DaysUntilBirthday = "days_until_birthday";

        /// <summary>Days since <see cref="CreatedAt"/>. Elapsed.</summary>
        public const string DaysSinceRegistration = "days_since_registration";

        /// <summary>Days since <see cref="LastLoginAt"/>. Elapsed.</summary>
        public const string DaysSinceLastLogin = "days_since_last_login";

        /// <summary>Days since the latest login, activity or counted order, else since registration. Elapsed.</summary>
        public const string DaysInactive = "days_inactive";

        /// <summary>Days since the first counted order. Elapsed.</summary>
        public const string DaysSinceFirstOrder = "days_since_first_order";

        /// <summary>Days since the last counted order. Elapsed.</summary>
        public const string DaysSinceLastOrder = "days_since_last_order";

        /// <summary>Days since <see cref="Cart"/> was updated, else created. Elapsed.</summary>
        public const string DaysSinceCartUpdate = "days_since_cart_update";

        /// <summary>Hours since <see cref="Cart"/> was updated, else created. Elapsed.</summary>
        public const string HoursSinceCartUpdate = "hours_since_cart_update";

        /// <summary>How many orders count. Integer.</summary>
        public const string NumberOfOrders = "number_of_orders";

        /// <summary>The grand totals of counted orders, summed. Decimal.</summary>
        public const string SalesAmount = "sales_amount";

        /// <summary>The mean grand total of counted orders. Decimal.</summary>
        public const string AverageOrderValue = "average_order_value";

        /// <summary>The refunds of counted orders, summed. Decimal.</summary>
        public const string LifetimeRefunds = "lifetime_refunds";

        /// <summary>Sales less refunds less the known costs of the items, over counted orders. Decimal.</summary>
        public const string LifetimeProfit = "lifetime_profit";

        /// <summary>The quantity in counted orders, summed. Decimal.</summary>
        public const string PurchasedQuantity = "purchased_quantity";

        /// <summary>The mean quantity of counted orders. Decimal.</summary>
        public const string AveragePurchasedQuantity = "average_purchased_quantity";

        /// <summary>The mean number of days between counted orders; missing below two. Decimal.</summary>
        public const string OrderFrequency = "order_frequency";

        /// <summary>When the last counted order was placed. Instant.</summary>
        public const string LastOrderAt = "last_order_at";

        /// <summary>The last shipment of a counted order. Instant.</summary>
        public const string LastShipmentAt = "last_shipment_at";

        /// <summary>The grand total of <see cref="Cart"/>. Decimal.</summary>
        public const string CartTotal = "cart_total";

        /// <summary>The quantity in <see cref="Cart"/>. Decimal.</summary>
        public const string CartQuantity = "cart_quantity";

        /// <summary>The status of <see cref="NewsletterSubscription"/>. Choice.</summary>
        public const string NewsletterStatus = "newsletter_status";

        /// <summary>Whether there is a billing address. True or false.</summary>
        public const string HasBillingAddress = "has_billing_address";

        /// <summary>Whether there is a shipping address. True or false.</summary>
        public const string HasShippingAddress = "has_shipping_address";

        /// <summary>All addresses. To many: <see cref="Commerce.Address"/>.</summary>
        public const string Addresses = "addresses";

        /// <summary>The billing address; of several, the one with the smallest key. To one: <see cref="Commerce.Address"/>.</summary>
        public const string BillingAddress = "billing_address";

        /// <summary>The shipping address; of several, the one with the smallest key. To one: <see cref="Commerce.Address"/>.</summary>
        public const string ShippingAddress = "shipping_address";

        /// <summary>All orders. To many: <see cref="Commerce.Order"/>.</summary>
        public const string Orders = "orders";

        /// <summary>The latest of all orders. To one: <see cref="Commerce.Order"/>.</summary>
        public const string LastOrder = "last_order";

        /// <summary>The earliest of all orders. To one: <see cref="Commerce.Order"/>.</summary>
        public const string FirstOrder = "first_order";

        /// <summary>All carts. To many: <see cref="Commerce.Cart"/>.</summary>
        public const string Carts = "carts";

        /// <summary>The active cart that was updated last. To one: <see cref="Commerce.Cart"/>.</summary>
        public const string Cart = "cart";

        /// <summary>What the wish lists hold. To many: <see cref="Commerce.WishlistItem"/>.</summary>
        public const string WishlistItems = "wishlist_items";

        /// <summary>What the gift registries hold. To many: <see cref="Commerce.GiftRegistryItem"/>.</summary>
        public const string GiftRegistryItems = "gift_registry_items";

        /// <summary>The products looked at. To many: <see cref="Commerce.ProductView"/>.</summary>
        public const string ProductViews = "product_views";

        /// <summary>The subscriptions to mailing lists. To many: <see cref="Commerce.Subscription"/>.</summary>
        public const string Subscriptions = "subscriptions";

        /// <summary>The <c>newsletter</c> subscription that changed last. To one: <see cref="Commerce.Subscription"/>.</summary>
        public const string NewsletterSubscription = "newsletter_subscription";

        /// <summary>The shipments of all orders. To many: <see cref="Commerce.Shipment"/>.</summary>
        public const string Shipments = "shipments";
    }
}
