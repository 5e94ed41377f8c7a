namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of an item of a gift registry.</summary>
    public static class GiftRegistryItem
    {
        /// <summary>The name of the registry. Text.</summary>
        public const string Registry = "registry";

        /// <summary>The day of the event. Calendar day.</summary>
        public const string EventDate = "event_date";

        /// <summary>When it was added. Instant.</summary>
        public const string AddedAt = "added_at";

        /// <summary>The quantity wished. Decimal.</summary>
        public const string DesiredQuantity = "desired_quantity";

        /// <summary>The quantity received. Decimal.</summary>
        public const string ReceivedQuantity = "received_quantity";

        /// <summary>The product. To one: <see cref="Commerce.Product"/>.</summary>
        public const string Product = "product";
    }
}
