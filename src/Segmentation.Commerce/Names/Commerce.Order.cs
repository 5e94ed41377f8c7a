namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of an order.</summary>
    public static class Order
    {
        /// <summary>The number people see. Text.</summary>
        public const string Number = "number";

        /// <summary>When it was placed. Instant.</summary>
        public const string CreatedAt = "created_at";

        /// <summary>When it was changed last. Instant.</summary>
        public const string UpdatedAt = "updated_at";

        /// <summary>When a part of it was shipped last. Instant.</summary>
        public const string LastShippedAt = "last_shipped_at";

        /// <summary>The status. Choice.</summary>
        public const string Status = "status";

        /// <summary>The store. Choice.</summary>
        public const string Store = "store";

        /// <summary>The website. Choice.</summary>
        public const string Website = "website";

        /// <summary>The currency. Choice.</summary>
        public const string Currency = "currency";

        /// <summary>The payment method. Choice.</summary>
        public const string PaymentMethod = "payment_method";

        /// <summary>The shipping method. Choice.</summary>
        public const string ShippingMethod = "shipping_method";

        /// <summary>The coupon code used. Text.</summary>
        public const string CouponCode = "coupon_code";

        /// <summary>The affiliate code used. Text.</summary>
        public const string AffiliateCode = "affiliate_code";

        /// <summary>The quantity of all items. Decimal.</summary>
        public const string TotalQuantity = "total_quantity";

        /// <summary>The number of items. Integer.</summary>
        public const string TotalItems = "total_items";

        /// <summary>The total before tax, shipping and discount. Decimal.</summary>
        public const string Subtotal = "subtotal";

        /// <summary>The tax. Decimal.</summary>
        public const string TaxAmount = "tax_amount";

        /// <summary>The cost of shipping. Decimal.</summary>
        public const string ShippingAmount = "shipping_amount";

        /// <summary>The discount. Decimal.</summary>
        public const string DiscountAmount = "discount_amount";

        /// <summary>The total to pay. Decimal.</summary>
        public const string GrandTotal = "grand_total";

        /// <summary>What was refunded. Decimal.</summary>
        public const string TotalRefunded = "total_refunded";

        /// <summary>What was paid by store credit. Decimal.</summary>
        public const string StoreCreditAmount = "store_credit_amount";

        /// <summary>What was paid by gift cards. Decimal.</summary>
        public const string GiftCardAmount = "gift_card_amount";

        /// <summary>The e-mail address given with a guest's order. Text.</summary>
        public const string CustomerEmail = "customer_email";

        /// <summary>The billing address of the order. To one: <see cref="Commerce.Address"/>.</summary>
        public const string BillingAddress = "billing_address";

        /// <summary>The shipping address of the order. To one: <see cref="Commerce.Address"/>.</summary>
        public const string ShippingAddress = "shipping_address";

        /// <summary>The items. To many: <see cref="Commerce.OrderItem"/>.</summary>
        public const string Items = "items";

        /// <summary>The shipments. To many: <see cref="Commerce.Shipment"/>.</summary>
        public const string Shipments = "shipments";
    }
}
