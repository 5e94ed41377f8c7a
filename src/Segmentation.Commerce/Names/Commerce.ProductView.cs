namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of a customer's views of one product.</summary>
    public static class ProductView
    {
        /// <summary>When it was looked at last. Instant.</summary>
        public const string ViewedAt = "viewed_at";

        /// <summary>How many times it was looked at. Integer.</summary>
        public const string Views = "views";

        /// <summary>The product. To one: <see cref="Commerce.Product"/>.</summary>
        public const string Product = "product";
    }
}
