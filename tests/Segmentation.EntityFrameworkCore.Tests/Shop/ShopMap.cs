using Microsoft.EntityFrameworkCore;

namespace Segmentation.EntityFrameworkCore.Tests.Shop;

internal sealed class ShopMap : SubjectMap<Customer>
{
    public static SegmentSchema Schema { get; } = SegmentSchema.Create("shop", schema => schema
        .Subject("customer", "customers", c => c
            .Text("email", "city", "tax_number").Choice("level", "country", "group", "language").Boolean("wants_mail")
            .Instant("registered_at").Date("born").Set("labels", "clubs")
            .Computed("age", AttributeType.Integer, new Computation.CompletedYears(new Computation.Attribute("born"), LeapDayRule.February28))
            .Part("home", "address").Many("orders", "order").Many("addresses", "place")
            .Selected("billing", "place", new Selection("addresses", Extreme.Least, [], new CombinationCondition(Match.All, true, [new AttributeCondition("kind", Operator.Equal, "billing")])))
            .Selected("shipping", "place", new Selection("addresses", Extreme.Least, [], new CombinationCondition(Match.All, true, [new AttributeCondition("kind", Operator.Equal, "shipping")])))
            .Selected("last_order", "order", new Selection("orders", Extreme.Greatest, ["placed_at"])))
        .Entity("address", "addresses", a => a.Text("city").Choice("country"))
        .Entity("place", "places", p => p.Choice("kind", "country"))
        .Entity("order", "orders", o => o.Choice("status").Instant("placed_at").Decimal("total", 2).Decimal("credit", 2).Many("items", "item"))
        .Entity("item", "items", i => i.Integer("quantity").Decimal("price", 2).Reference("product", "product").Parent("order", "order"))
        .Entity("product", "products", p => p.Text("sku", "name"))
        .Roles(new SchemaRoles { Group = "group" }));

    public override void Configure(EntityMap<Customer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .Attribute("level", c => c.Level, v => v.Choice((CustomerLevel.Basic, "basic"), (CustomerLevel.Gold, "gold")))
        .Attribute("group", c => EF.Property<string?>(c, "GroupCode"))
        .Attribute("language", c => c.Preferences.Language)
        .Attribute("wants_mail", c => c.Preferences.WantsMail)
        .Attribute("city", c => c.Home == null ? null : c.Home.City)
        .Attribute("tax_number", c => ((Company)c).TaxNumber)
        .Attribute("registered_at", c => c.Registered, v => v.LocalTime("Europe/Kyiv"))
        .Attribute("born", c => c.Born)
        .Attribute("labels", c => c.Labels)
        .Attribute("clubs", c => c.Clubs.Select(k => k.Name))
        .One("home", c => c.Home, a => a.Attribute("city", x => x.City).Attribute("country", x => x.Country))
        .One("billing", c => c.Home, a => a.Attribute("country", x => x.Country))
        .One("shipping", c => c.Email == null ? null : c, a => a.Attribute("country", x => x.Level == CustomerLevel.Gold ? "gold" : "basic"))
        .Many("orders", c => c.Orders, o => o
            .Key(x => x.Id)
            .Attribute("status", x => x.State, v => v.Choice((OrderState.New, "pending"), (OrderState.Done, "complete"), (OrderState.Canceled, "canceled")))
            .Attribute("placed_at", x => x.Placed, v => v.LocalTime("UTC"))
            .Attribute("total", x => x.Total)
            .Attribute("credit", x => x.Details == null ? null : (decimal?)x.Details.Credit)
            .Many("items", x => x.Items, i => i
                .Attribute("quantity", x => x.Quantity)
                .Attribute("price", x => x.Price)
                .One("product", x => x.Product, p => p
                    .Key(x => x.Sku.Text)
                    .Attribute("sku", x => x.Sku.Text)
                    .Attribute("name", x => x.Name))));
}
