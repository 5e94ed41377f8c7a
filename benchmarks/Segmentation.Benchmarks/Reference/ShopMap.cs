namespace Segmentation.Benchmarks.Reference;

internal sealed class ShopMap : SubjectMap<Customer>
{
    public override void Configure(EntityMap<Customer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .Attribute("gender", c => c.Gender)
        .Attribute("store", c => c.Store)
        .Attribute("date_of_birth", c => c.DateOfBirth)
        .Attribute("created_at", c => c.CreatedAt)
        .Many("orders", c => c.Orders, order => order
            .Key(o => o.Id)
            .Attribute("created_at", o => o.PlacedAt)
            .Attribute("status", o => o.Status)
            .Attribute("grand_total", o => o.Total)
            .Attribute("coupon_code", o => o.Coupon)
            .Many("items", o => o.Items, item => item
                .Attribute("quantity", i => (decimal)i.Quantity)
                .Attribute("row_total", i => i.RowTotal)
                .One("product", i => i.Product, product => product
                    .Key(p => p.Id)
                    .Attribute("sku", p => p.Sku)
                    .Attribute("name", p => p.Name)
                    .Attribute("categories", p => new[] { p.Category }))));
}
