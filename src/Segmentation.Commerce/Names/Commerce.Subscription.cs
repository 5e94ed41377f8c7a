namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of a subscription to a mailing list.</summary>
    public static class Subscription
    {
        /// <summary>The mailing list. Choice.</summary>
        public const string List = "list";

        /// <summary>The status. Choice of <c>subscribed</c>, <c>not_active</c>, <c>unsubscribed</c>, <c>unconfirmed</c>.</summary>
        public const string Status = "status";

        /// <summary>The store. Choice.</summary>
        public const string Store = "store";

        /// <summary>When the status changed last. Instant.</summary>
        public const string ChangedAt = "changed_at";
    }
}
