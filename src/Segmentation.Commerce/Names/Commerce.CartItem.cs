namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of an item of a cart.</summary>
    public static class CartItem
    {
        /// <summary>The SKU. Text.</summary>
        public const string Sku = "sku";

        /// <summary>The name. Text.</summary>
        public const string Name = "name";

        /// <summary>The type of product. Choice.</summary>
        public const string ProductType = "product_type";

        /// <summary>The price of one. Decimal.</summary>
        public const string Price = "price";

        /// <summary>The quantity. Decimal.</summary>
        public const string Quantity = "quantity";

        /// <summary>The total. Decimal.</summary>
        public const string RowTotal = "row_total";

        /// <summary>The product. To one: <see cref="Commerce.Product"/>.</summary>
        public const string Product = "product";

        /// <summary>The cart the item lies in. To one: <see cref="Commerce.Cart"/>.</summary>
        public const string Cart = "cart";
    }
}
