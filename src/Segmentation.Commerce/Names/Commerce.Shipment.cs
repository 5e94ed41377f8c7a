namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of a shipment.</summary>
    public static class Shipment
    {
        /// <summary>When it was shipped. Instant.</summary>
        public const string CreatedAt = "created_at";

        /// <summary>The carrier. Choice.</summary>
        public const string Carrier = "carrier";

        /// <summary>The order shipped. To one: <see cref="Commerce.Order"/>.</summary>
        public const string Order = "order";
    }
}
