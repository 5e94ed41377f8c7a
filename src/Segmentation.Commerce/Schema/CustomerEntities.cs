namespace Segmentation;

/// <summary>The customer and the addresses.</summary>
internal static class CustomerEntities
{
    public static void Declare(SchemaBuilder schema, CustomerFigures figures) => schema
        .Subject("customer", "customers", customer =>
        {
            DeclareAttributes(customer);
            figures.Declare(customer);
            DeclareRelations(customer);
        })
        .Entity("address", "addresses", address => address
            .ClosedChoice("kind", "billing", "shipping", "other")
            .Text("first_name", "last_name", "company", "street", "city", "region", "postcode", "country", "telephone", "fax")
            .Text("vat_number")
            .Boolean("vat_is_valid")
            .Instant("vat_requested_at"));

    private static void DeclareAttributes(EntityBuilder customer) => customer
        .Text("email", "first_name", "last_name", "middle_name", "prefix", "suffix")
        .ClosedChoice("gender", "male", "female", "other")
        .Date("date_of_birth")
        .Instant("created_at")
        .Choice("group", "store", "website")
        .Boolean("is_guest", "is_confirmed", "is_active")
        .Text("tax_number")
        .Choice("language")
        .Text("time_zone")
        .Choice("preferred_delivery", "preferred_communication")
        .Set("organizations", "tags")
        .Decimal("store_credit")
        .Instant("last_login_at", "last_activity_at", "first_failure_at")
        .Integer("failures_number");

    private static void DeclareRelations(EntityBuilder customer) => customer
        .Many("addresses", "address")
        .Selected("billing_address", "address", AddressOf("billing"))
        .Selected("shipping_address", "address", AddressOf("shipping"))
        .Many("orders", "order")
        .Selected("last_order", "order", new Selection("orders", Extreme.Greatest, ["created_at"], Where.Present("created_at")))
        .Selected("first_order", "order", new Selection("orders", Extreme.Least, ["created_at"], Where.Present("created_at")))
        .Many("carts", "cart")
        .Selected("cart", "cart", new Selection("carts", Extreme.Greatest, ["updated_at", "created_at"], Where.Is("is_active", true)))
        .Many("wishlist_items", "wishlist_item")
        .Many("gift_registry_items", "gift_registry_item")
        .Many("product_views", "product_view")
        .Many("subscriptions", "subscription")
        .Selected("newsletter_subscription", "subscription",
            new Selection("subscriptions", Extreme.Greatest, ["changed_at"], Where.Is("list", "newsletter")))
        .Through("shipments", "shipment", "orders.shipments");

    // Of several addresses of one kind the smallest key decides, so no attribute takes part.
    private static Selection AddressOf(string kind) => new("addresses", Extreme.Least, [], Where.Is("kind", kind));
}
