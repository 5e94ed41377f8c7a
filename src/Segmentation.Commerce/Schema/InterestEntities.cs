namespace Segmentation;

/// <summary>What customers keep, look at and subscribe to.</summary>
internal static class InterestEntities
{
    public static void Declare(SchemaBuilder schema) => schema
        .Entity("wishlist_item", "wishlist_items", item => item
            .Instant("added_at")
            .Text("wishlist")
            .Boolean("is_shared")
            .Decimal("quantity")
            .Reference("product", "product"))
        .Entity("gift_registry_item", "gift_registry_items", item => item
            .Text("registry")
            .Date("event_date")
            .Instant("added_at")
            .Decimal("desired_quantity", "received_quantity")
            .Reference("product", "product"))
        .Entity("product_view", "product_views", view => view
            .Instant("viewed_at")
            .Integer("views")
            .Reference("product", "product"))
        .Entity("subscription", "subscriptions", subscription => subscription
            .Choice("list")
            .ClosedChoice("status", "subscribed", "not_active", "unsubscribed", "unconfirmed")
            .Choice("store")
            .Instant("changed_at"));
}
