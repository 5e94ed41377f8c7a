namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of a cart.</summary>
    public static class Cart
    {
        /// <summary>The e-mail address given with a guest's cart. Text.</summary>
        public const string CustomerEmail = "customer_email";

        /// <summary>Whether it is not yet ordered or given up. True or false.</summary>
        public const string IsActive = "is_active";

        /// <summary>When it was created. Instant.</summary>
        public const string CreatedAt = "created_at";

        /// <summary>When it was changed last. Instant.</summary>
        public const string UpdatedAt = "updated_at";

        /// <summary>The store. Choice.</summary>
        public const string Store = "store";

        /// <summary>The number of items. Integer.</summary>
        public const string ItemsCount = "items_count";

        /// <summary>The quantity of all items. Decimal.</summary>
        public const string ItemsQuantity = "items_quantity";

        /// <summary>The total before tax, shipping and discount. Decimal.</summary>
        public const string Subtotal = "subtotal";

        /// <summary>The total to pay. Decimal.</summary>
        public const string GrandTotal = "grand_total";

        /// <summary>The tax. Decimal.</summary>
        public const string TaxAmount = "tax_amount";

        /// <summary>The discount. Decimal.</summary>
        public const string DiscountAmount = "discount_amount";

        /// <summary>The cost of shipping. Decimal.</summary>
        public const string ShippingAmount = "shipping_amount";

        /// <summary>What store credit pays. Decimal.</summary>
        public const string StoreCreditAmount = "store_credit_amount";

        /// <summary>What gift cards pay. Decimal.</summary>
        public const string GiftCardAmount = "gift_card_amount";

        /// <summary>The coupon code entered. Text.</summary>
        public const string CouponCode = "coupon_code";

        /// <summary>The price rules applied. Set of texts.</summary>
        public const string AppliedRules = "applied_rules";

        /// <summary>The items. To many: <see cref="Commerce.CartItem"/>.</summary>
        public const string Items = "items";
    }
}
