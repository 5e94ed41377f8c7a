using Segmentation;

namespace Storefront.Shop;

/// <summary>Says where the commerce vocabulary's names are: for refreshes, for queries, and for customers that are loaded.</summary>
internal sealed class ShopMap : SubjectMap<Customer>
{
    public override void Configure(EntityMap<Customer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .Attribute("created_at", c => c.RegisteredUtc, v => v.LocalTime("UTC"))
        .One("shipping_address", c => c, a => a.Attribute("country", x => x.Country))
        .Many("orders", c => c.Orders, o => o
            .Key(x => x.Id)
            .Attribute("created_at", x => x.PlacedUtc, v => v.LocalTime("UTC"))
            .Attribute("status", x => x.State, v => v.Choice((OrderState.New, "pending"), (OrderState.Done, "complete"), (OrderState.Canceled, "canceled")))
            .Attribute("grand_total", x => x.Total));
}
