namespace Segmentation.EntityFrameworkCore.Tests.Shop;

internal static class ShopData
{
    public static readonly DateTimeOffset AsOf = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Fills the shop. Its key order is not the order of insertion, and half of it is missing values.</summary>
    public static async Task FillAsync(ShopContext db, CancellationToken ct)
    {
        var tea = new Product { Sku = new Sku("tea"), Name = "Çay, 100 % Ιδέα" };
        var hidden = new Product { Sku = new Sku("old"), Name = "Old cup", IsHidden = true };
        Club tennis = new() { Name = "Tennis" }, chess = new() { Name = "SCHACH" };
        Customer anna = new()
        {
            Id = 10,
            Email = "Anna.IRIS@example.com",
            Level = CustomerLevel.Gold,
            Registered = new DateTime(2025, 10, 26, 3, 30, 0),
            Born = new DateOnly(1996, 2, 29),
            Home = new Address { City = "İzmir", Country = "TR" },
            Preferences = new Preferences { Language = "tr", WantsMail = true },
            Labels = ["VIP", "vıp"],
            Clubs = { tennis, chess },
            Orders =
            {
                new Order { Id = new Guid("B0000000-0000-0000-0000-000000000001"), State = OrderState.Done, Placed = new DateTime(2026, 1, 1), Total = 1999.99m, Details = new OrderDetails { Credit = 10.50m }, Items = { new Item { Quantity = 2, Price = 10.25m, Product = tea } } },
                new Order { Id = new Guid("A0000000-0000-0000-0000-000000000002"), State = OrderState.Done, Placed = new DateTime(2026, 1, 1), Total = 0.01m, Items = { new Item { Quantity = 1, Price = 5m, Product = hidden } } },
                new Order { Id = Guid.NewGuid(), State = OrderState.Done, Placed = new DateTime(2026, 1, 30), Total = 5000m, IsDeleted = true },
            },
        };
        Customer bea = new()
        {
            Id = 9,
            Email = "bea@EXAMPLE.com",
            Registered = new DateTime(2026, 1, 1),
            Clubs = { chess },
            Orders = { new Order { Id = new Guid("00000000-0000-0000-0000-00000000000C"), State = OrderState.New, Placed = new DateTime(2025, 1, 1), Total = 10.50m } },
        };
        Company corp = new() { Id = 2, Level = CustomerLevel.Gold, TaxNumber = "UA-1", Registered = new DateTime(2020, 1, 1), Home = new Address { Country = "UA" } };
        db.AddRange(hidden, anna, bea, corp);
        db.Entry(bea).Property("GroupCode").CurrentValue = "retail";
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Segments over everything that is mapped, with the members that follow from the data above.</summary>
    public static IReadOnlyDictionary<string, (Func<ConditionBuilder, Condition> Where, string[] Members)> Segments { get; } =
        new Dictionary<string, (Func<ConditionBuilder, Condition>, string[])>
        {
            ["text"] = (c => c.Attribute("email").EndsWith("@example.COM"), ["9", "10"]),
            ["text-missing"] = (c => c.Attribute("email").NotEqual("x"), ["2", "9", "10"]),
            ["ascii-i"] = (c => c.Attribute("email").Contains("iris"), ["10"]),
            ["dotted-i"] = (c => c.Attribute("city").Equal("i̇zmir"), []),
            ["dotted-i-itself"] = (c => c.Attribute("city").Equal("İZMIR"), ["10"]),
            ["enum-as-text"] = (c => c.Attribute("level").Equal("GOLD"), ["2", "10"]),
            ["shadow"] = (c => c.Attribute("group").In("Retail", "wholesale"), ["9"]),
            ["json"] = (c => c.All(c.Attribute("language").Equal("TR"), c.Attribute("wants_mail").Equal(true)), ["10"]),
            ["derived"] = (c => c.Attribute("tax_number").BeginsWith("ua-"), ["2"]),
            ["split"] = (c => c.Some("orders", o => o.Attribute("credit").Equal(10.5m)), ["10"]),
            ["split-missing"] = (c => c.Some("orders", o => o.Attribute("credit").Null()), ["9", "10"]),
            // 03:30 on that day comes twice in Kyiv: first as 00:30 UTC.
            ["local-time"] = (c => c.Attribute("registered_at").AtLeast(new DateTimeOffset(2025, 10, 26, 0, 30, 0, TimeSpan.Zero)), ["9", "10"]),
            ["local-time-after"] = (c => c.Attribute("registered_at").GreaterThan(new DateTimeOffset(2025, 10, 26, 0, 30, 0, TimeSpan.Zero)), ["9"]),
            ["leap-day"] = (c => c.Attribute("age").Equal(29), ["10"]),
            ["labels"] = (c => c.Attribute("labels").HasAny("vip"), ["10"]),
            ["labels-empty"] = (c => c.Attribute("labels").Null(), ["2", "9"]),
            ["many-to-many"] = (c => c.Attribute("clubs").HasAll("schach", "tennis"), ["10"]),
            ["many-to-many-none"] = (c => c.Attribute("clubs").HasNone("schach"), ["2"]),
            ["owned"] = (c => c.Some("home", a => a.Attribute("country").NotEqual("UA")), ["10"]),
            ["owned-bare"] = (c => c.Attribute("home.country").NotEqual("UA"), ["9", "10"]),
            // Two parts of the customer are his addresses: home where there is one, and what stands for shipping where there is an e-mail.
            ["parts"] = (c => c.Some("addresses", a => a.Attribute("country").In("UA", "basic")), ["2", "9"]),
            ["part-chosen"] = (c => c.Attribute("billing.country").NotEqual("UA"), ["9", "10"]),
            ["part-chosen-block"] = (c => c.Some("shipping", a => a.Attribute("country").Equal("gold")), ["10"]),
            ["filtered-sum"] = (c => c.Sum("orders", "total").Equal(2000m), ["10"]),
            ["filtered-none"] = (c => c.None("orders"), ["2"]),
            // Of two orders at one instant the greater key is the last.
            ["chosen"] = (c => c.Attribute("last_order.total").Equal(1999.99m), ["10"]),
            ["nested"] = (c => c.Sum("orders.items", "quantity", i => i.Attribute("order.placed_at").AtLeast(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))).AtLeast(3), ["10"]),
            ["hidden-product"] = (c => c.Some("orders.items", i => i.Attribute("product.name").Equal("old cup")), []),
            ["hidden-product-missing"] = (c => c.Some("orders.items", i => i.Attribute("product.name").Null()), ["10"]),
            ["converted-key"] = (c => c.Some("orders.items", i => i.Attribute("product.name").EndsWith("ΙΔΈΑ")), ["10"]),
            ["average"] = (c => c.Average("orders", "total").AtLeast(1000m), ["10"]),
        };

    public static SegmentSet Bind() => SegmentSet.Bind(
        ShopMap.Schema, [.. Segments.Select(s => Segment.Define(s.Key).Where(s.Value.Where))], options: new BindOptions { TimeZone = "Europe/Kyiv" });
}
