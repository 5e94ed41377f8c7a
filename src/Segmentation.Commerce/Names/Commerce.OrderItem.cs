namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of an item of an order.</summary>
    public static class OrderItem
    {
        /// <summary>The line in the order. Integer.</summary>
        public const string Line = "line";

        /// <summary>The SKU as ordered. Text.</summary>
        public const string Sku = "sku";

        /// <summary>The name as ordered. Text.</summary>
        public const string Name = "name";

        /// <summary>The type of product. Choice.</summary>
        public const string ProductType = "product_type";

        /// <summary>The price of one. Decimal.</summary>
        public const string Price = "price";

        /// <summary>The cost of one; missing where unknown. Decimal.</summary>
        public const string Cost = "cost";

        /// <summary>The quantity. Decimal.</summary>
        public const string Quantity = "quantity";

        /// <summary>The total without tax. Decimal.</summary>
        public const string RowTotal = "row_total";

        /// <summary>The total with tax. Decimal.</summary>
        public const string RowTotalInclTax = "row_total_incl_tax";

        /// <summary>The discount. Decimal.</summary>
        public const string DiscountAmount = "discount_amount";

        /// <summary>The product. To one: <see cref="Commerce.Product"/>.</summary>
        public const string Product = "product";

        /// <summary>The order the item belongs to. To one: <see cref="Commerce.Order"/>.</summary>
        public const string Order = "order";
    }
}
