namespace Segmentation.InMemory.Tests;

public enum OrderState
{
    New,
    Done,
    Lost,
}

public sealed class Customer
{
    public long Id { get; init; }

    public string? Email { get; init; }

    public Address? Ship { get; init; }

    public List<Order>? Orders { get; init; }
}

public sealed class Address
{
    public string? Country { get; init; }
}

public sealed class Order
{
    public int Id { get; init; }

    public decimal Total { get; init; }

    public OrderState State { get; init; }

    public DateTime PlacedLocal { get; init; }

    public Address? Bill { get; init; }

    public Item[] Items { get; init; } = [];
}

public sealed class Item
{
    public string Sku { get; init; } = "";

    public Product? Product { get; init; }
}

public sealed class Product
{
    public required string Code { get; init; }

    public string? Name { get; init; }

    public Category? Category { get; init; }

    public ICollection<Review> Reviews { get; init; } = [];
}

public sealed class Review
{
    public int Stars { get; init; }
}

public sealed class Category
{
    public Guid Id { get; init; }

    public string? Name { get; init; }

    public Category? Parent { get; init; }
}

/// <summary>The schema and the maps of the tests' shop.</summary>
public static class Shop
{
    public static SegmentSchema Schema { get; } = SegmentSchema.Create("shop", s => s
        .Subject("customer", "customers", e => e
            .Text("email")
            .Integer("age")
            .Computed("number_of_orders", AttributeType.Integer, new Computation.Aggregate(AggregateFunction.Count, "orders"))
            .Part("shipping_address", "address")
            .Many("orders", "order")
            .Selected("last_order", "order", new Selection("orders", Extreme.Greatest, ["created_at"]))
            .Through("items", "item", "orders.items"))
        .Entity("address", "addresses", e => e.Text("country"))
        .Entity("order", "orders", e => e
            .Decimal("grand_total", 2)
            .Choice("status")
            .Instant("created_at")
            .Part("billing_address", "address")
            .Parent("customer", "customer")
            .Many("items", "item"))
        .Entity("item", "items", e => e.Text("sku").Reference("product", "product"))
        .Entity("product", "products", e => e
            .Text("name")
            .HierarchicalSet("tags", "category")
            .Reference("category", "category")
            .Many("reviews", "review"))
        .Entity("review", "reviews", e => e.Integer("stars"))
        .Entity("category", "categories", e => e.Text("name").Reference("parent", "category")));
}

/// <summary>The map that DESIGN.md shows.</summary>
public sealed class ShopMap : SubjectMap<Customer>
{
    public override void Configure(EntityMap<Customer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .One("shipping_address", c => c.Ship, a => a.Attribute("country", x => x.Country))
        .Many("orders", c => c.Orders, o => o
            .Key(x => x.Id)
            .Attribute("grand_total", x => x.Total)
            .Attribute("status", x => x.State, v => v.Choice((OrderState.Done, "complete"), (OrderState.New, "pending")))
            .Attribute("created_at", x => x.PlacedLocal, v => v.LocalTime("Europe/Kyiv")));
}

/// <summary>A map of everything, with map classes for what several rows refer to.</summary>
public sealed class WholeShopMap : SubjectMap<Customer>
{
    public override void Configure(EntityMap<Customer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .One("shipping_address", c => c.Ship, Address)
        .Many("orders", c => c.Orders, o => o
            .Key(x => x.Id)
            .Attribute("grand_total", x => x.Total)
            .One("billing_address", x => x.Bill, Address)
            .Many("items", x => x.Items, i => i
                .Attribute("sku", x => x.Sku)
                .One("product", x => x.Product, new ProductMap())));

    private static void Address(EntityMap<Address> map) => map.Attribute("country", a => a.Country);
}

public sealed class ProductMap : SubjectMap<Product>
{
    public override void Configure(EntityMap<Product> map) => map
        .Key(p => p.Code)
        .Attribute("name", p => p.Name)
        .One("category", p => p.Category, new CategoryMap())
        .Many("reviews", p => p.Reviews, r => r.Attribute("stars", x => x.Stars));
}

public sealed class CategoryMap : SubjectMap<Category>
{
    public override void Configure(EntityMap<Category> map) => map
        .Key(c => c.Id)
        .Attribute("name", c => c.Name)
        .One("parent", c => c.Parent, this);
}
