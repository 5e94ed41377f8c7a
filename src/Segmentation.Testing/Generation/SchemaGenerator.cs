namespace Segmentation.Testing.Generation;

/// <summary>Random schemas: what is stored, and the relations that data alone makes.</summary>
internal static class SchemaGenerator
{
    public static SegmentSchema Create(Dice dice)
    {
        bool hasParts = dice.Percent(60), hasShared = dice.Percent(70), hasTree = hasShared && dice.Percent(50), hasVisits = dice.Percent(50);
        bool hasRoles = dice.Percent(60);
        return SegmentSchema.Create("random", schema =>
        {
            schema.Subject("customer", "customers", customer =>
            {
                Attributes(dice, customer, 8);
                customer.Many("orders", "order");
                if (hasVisits)
                    customer.Many("visits", "visit");
                if (hasParts && dice.Percent(50))
                    customer.Part("home_address", "address");
                if (hasShared && dice.Percent(50))
                    customer.Reference("favourite", "product");
                if (hasRoles)
                    customer.Boolean("guest").Choice("website").Text("store");
            });
            schema.Entity("order", "orders", order =>
            {
                Attributes(dice, order, 6);
                order.Many("items", "item");
                if (dice.Percent(50))
                    order.Parent("customer", "customer");
                if (hasParts)
                    order.Part("billing_address", "address");
                if (hasParts && dice.Percent(50))
                    order.Part("shipping_address", "address");
                if (hasShared && dice.Percent(30))
                    order.Reference("gift", "product");
            });
            schema.Entity("item", "items", item =>
            {
                Attributes(dice, item, 5);
                if (dice.Percent(50))
                    item.Parent(dice.Percent(50) ? "order" : "basket", "order");
                if (hasShared)
                    item.Reference("product", "product");
            });
            if (hasVisits)
                schema.Entity("visit", "visits", visit => Attributes(dice, visit, 4));
            if (hasParts)
                schema.Entity("address", "addresses", address => Attributes(dice, address, 4));
            if (hasShared)
                Shared(dice, schema, hasTree);
            if (hasRoles)
                schema.Roles(new SchemaRoles { Guest = "guest", Website = "website", Store = "store" });
        });
    }

    private static void Shared(Dice dice, SchemaBuilder schema, bool hasTree)
    {
        bool hasBrands = dice.Percent(40);
        schema.Entity("product", "products", product =>
        {
            Attributes(dice, product, 5);
            if (hasTree)
                product.HierarchicalSet("categories", "category");
            if (hasBrands)
                product.Reference("brand", "brand");
            product.Many("reviews", "review");
        });
        schema.Entity("review", "reviews", review =>
        {
            Attributes(dice, review, 4);
            if (dice.Percent(50))
                review.Parent("product", "product");
        });
        if (hasBrands)
            schema.Entity("brand", "brands", brand => Attributes(dice, brand, 3));
        if (hasTree)
            schema.Entity("category", "categories", category => (dice.Percent(80) ? category.Text("name") : category).Reference("parent", "category"));
    }

    /// <summary>Some of every type; always a small decimal and an instant, which computations need.</summary>
    private static void Attributes(Dice dice, EntityBuilder entity, int count)
    {
        entity.Decimal(["small_decimal"]).Instant("at");
        Action[] choices =
        [
            () => entity.Text("text"), () => entity.Text("other_text"), () => entity.CaseSensitiveText("code"), () => entity.Choice("state"),
            () => entity.ClosedChoice("kind", "red", "Green", "blu\u00C9"), () => entity.Integer("count"), () => entity.Integer("small_integer"),
            () => entity.Decimal(["total"]), () => entity.Decimal("price", 2), () => entity.Boolean("flag"), () => entity.Date("day"),
            () => entity.Date("birth"), () => entity.Instant("changed_at"), () => entity.Set("tags"),
        ];
        foreach (Action declare in dice.Shuffled(choices).Take(count))
            declare();
    }
}
