namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of a product.</summary>
    public static class Product
    {
        /// <summary>The SKU. Text.</summary>
        public const string Sku = "sku";

        /// <summary>The name. Text.</summary>
        public const string Name = "name";

        /// <summary>The type of product. Choice.</summary>
        public const string Type = "type";

        /// <summary>The price. Decimal.</summary>
        public const string Price = "price";

        /// <summary>The cost. Decimal.</summary>
        public const string Cost = "cost";

        /// <summary>The categories, by key or name; a condition also matches their descendants. Set of texts.</summary>
        public const string Categories = "categories";

        /// <summary>When it was added to the catalog. Instant.</summary>
        public const string CreatedAt = "created_at";

        /// <summary>Whether it is offered as new. True or false.</summary>
        public const string IsNew = "is_new";
    }
}
