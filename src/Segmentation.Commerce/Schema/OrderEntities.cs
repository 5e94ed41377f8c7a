namespace Segmentation;

/// <summary>Orders, their items and their shipments.</summary>
internal static class OrderEntities
{
    public static void Declare(SchemaBuilder schema) => schema
        .Entity("order", "orders", order => order
            .Text("number")
            .Instant("created_at", "updated_at", "last_shipped_at")
            .Choice("status", "store", "website", "currency", "payment_method", "shipping_method")
            .Text("coupon_code", "affiliate_code")
            .Decimal("total_quantity")
            .Integer("total_items")
            .Decimal("subtotal", "tax_amount", "shipping_amount", "discount_amount", "grand_total", "total_refunded")
            .Decimal("store_credit_amount", "gift_card_amount")
            .Text("customer_email")
            .Part("billing_address", "address")
            .Part("shipping_address", "address")
            .Many("items", "order_item")
            .Many("shipments", "shipment"))
        .Entity("order_item", "order_items", item => item
            .Integer("line")
            .Text("sku", "name")
            .Choice("product_type")
            .Decimal("price", "cost", "quantity", "row_total", "row_total_incl_tax", "discount_amount")
            .Reference("product", "product")
            .Parent("order", "order"))
        .Entity("shipment", "shipments", shipment => shipment
            .Instant("created_at")
            .Choice("carrier")
            .Parent("order", "order"));
}
