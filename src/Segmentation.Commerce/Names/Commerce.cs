namespace Segmentation;

/// <summary>
/// The names of the commerce vocabulary, entity by entity: <c>Commerce.Order.GrandTotal</c> is <c>"grand_total"</c>. A test
/// holds them equal to the names of <see cref="CommerceSchema"/>.
/// </summary>
public static partial class Commerce
{
    /// <summary>The names of the entities, as the parents of a row are named in conditions.</summary>
    public static class Entities
    {
        /// <summary>A customer.</summary>
        public const string Customer = "customer";

        /// <summary>An address.</summary>
        public const string Address = "address";

        /// <summary>An order.</summary>
        public const string Order = "order";

        /// <summary>An item of an order.</summary>
        public const string OrderItem = "order_item";

        /// <summary>A product.</summary>
        public const string Product = "product";

        /// <summary>A category.</summary>
        public const string Category = "category";

        /// <summary>A cart.</summary>
        public const string Cart = "cart";

        /// <summary>An item of a cart.</summary>
        public const string CartItem = "cart_item";

        /// <summary>An item of a wish list.</summary>
        public const string WishlistItem = "wishlist_item";

        /// <summary>An item of a gift registry.</summary>
        public const string GiftRegistryItem = "gift_registry_item";

        /// <summary>A customer's views of one product.</summary>
        public const string ProductView = "product_view";

        /// <summary>A subscription to a mailing list.</summary>
        public const string Subscription = "subscription";

        /// <summary>A shipment.</summary>
        public const string Shipment = "shipment";
    }
}
