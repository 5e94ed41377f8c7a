namespace Segmentation.Benchmarks.Reference;

internal sealed class ShopMap : SubjectMap<Customer>
{
    public override void Configure(EntityMap<Customer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .Attribute("gender", c => c.Gender)
        .Attribute("store", c => c.Country)
        .Many("orders", c => c.Orders, order => order
            .Key(o => o.Id)
            .Attribute("created_at", o => o.PlacedAt)
            .Attribute("status", o => o.Status)
            .Attribute("grand_total", o => o.Total)
            .Many("items", o => o.Items, item => item
                .One("product", i => i.Product, product => product
                    .Key(p => p.Id)
                    .Attribute("categories", p => new[] { p.Category }))));
}
