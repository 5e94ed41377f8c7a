namespace Segmentation;

/// <summary>Carts and what lies in them.</summary>
internal static class CartEntities
{
    public static void Declare(SchemaBuilder schema) => schema
        .Entity("cart", "carts", cart => cart
            .Text("customer_email")
            .Boolean("is_active")
            .Instant("created_at", "updated_at")
            .Choice("store")
            .Integer("items_count")
            .Decimal("items_quantity", "subtotal", "grand_total", "tax_amount", "discount_amount", "shipping_amount")
            .Decimal("store_credit_amount", "gift_card_amount")
            .Text("coupon_code")
            .Set("applied_rules")
            .Many("items", "cart_item"))
        .Entity("cart_item", "cart_items", item => item
            .Text("sku", "name")
            .Choice("product_type")
            .Decimal("price", "quantity", "row_total")
            .Reference("product", "product")
            .Parent("cart", "cart"));
}
