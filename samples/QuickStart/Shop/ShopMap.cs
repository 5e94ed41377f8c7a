using Segmentation;

namespace QuickStart.Shop;

/// <summary>Says where the commerce vocabulary's names are in the shop's classes. What is left out cannot be asked about.</summary>
internal sealed class ShopMap : SubjectMap<Customer>
{
    private readonly ProductMap _product = new();

    public override void Configure(EntityMap<Customer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .Attribute("gender", c => c.Gender, v => v.Choice((Gender.Female, "female"), (Gender.Male, "male"), (Gender.Other, "other")))
        .Attribute("date_of_birth", c => c.BirthDate)
        .Attribute("created_at", c => c.RegisteredAt)
        .Many("addresses", c => c.Addresses, address => address
            .Attribute("kind", a => a.IsForShipping ? "shipping" : "billing")
            .Attribute("country", a => a.Country))
        .Many("orders", c => c.Orders, order => order
            .Key(o => o.Id)
            .Attribute("created_at", o => o.PlacedAt)
            .Attribute("status", o => o.State, v => v.Choice(
                (OrderState.New, "pending"), (OrderState.Done, "complete"), (OrderState.Canceled, "canceled")))
            .Attribute("grand_total", o => o.Total)
            .Many("items", o => o.Lines, line => line
                .Attribute("quantity", l => l.Quantity)
                .One("product", l => l.Product, _product)))
        .Many("carts", c => c.Carts, cart => cart
            .Attribute("is_active", x => x.IsActive)
            .Attribute("created_at", x => x.UpdatedAt)
            .Attribute("updated_at", x => x.UpdatedAt)
            .Attribute("grand_total", x => x.Total))
        .Many("wishlist_items", c => c.Wishes, wish => wish
            .Attribute("added_at", w => w.AddedAt)
            .One("product", w => w.Product, _product));

    private sealed class ProductMap : SubjectMap<Product>
    {
        public override void Configure(EntityMap<Product> map) => map
            .Key(p => p.Sku)
            .Attribute("sku", p => p.Sku)
            .Attribute("name", p => p.Name)
            .Attribute("categories", p => new[] { p.Category })
            .Attribute("recommended", p => p.IsRecommended);
    }
}
