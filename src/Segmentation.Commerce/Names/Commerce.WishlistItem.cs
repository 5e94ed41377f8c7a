namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of an item of a wish list.</summary>
    public static class WishlistItem
    {
        /// <summary>When it was added. Instant.</summary>
        public const string AddedAt = "added_at";

        /// <summary>The name of the wish list. Text.</summary>
        public const string Wishlist = "wishlist";

        /// <summary>Whether the wish list is shared. True or false.</summary>
        public const string IsShared = "is_shared";

        /// <summary>The quantity wished. Decimal.</summary>
        public const string Quantity = "quantity";

        /// <summary>The product. To one: <see cref="Commerce.Product"/>.</summary>
        public const string Product = "product";
    }
}
