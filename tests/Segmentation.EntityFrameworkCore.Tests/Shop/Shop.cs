using System.ComponentModel.DataAnnotations.Schema;

namespace Segmentation.EntityFrameworkCore.Tests.Shop;

// A host's classes with everything that EF Core can map.

public enum CustomerLevel
{
    Basic,
    Gold,
}

public class Customer
{
    public int Id { get; set; }

    public string? Email { get; set; }

    public CustomerLevel Level { get; set; }

    public DateTime Registered { get; set; }

    public DateOnly? Born { get; set; }

    // Owned, in the same table.
    public Address? Home { get; set; }

    // Owned, in a JSON column.
    public Preferences Preferences { get; set; } = new();

    // A primitive collection.
    public List<string> Labels { get; set; } = [];

    public List<Order> Orders { get; set; } = [];

    public List<Club> Clubs { get; set; } = [];

    public ICollection<SegmentMember<int>> Segments { get; } = [];

    [NotMapped]
    public string Shown => $"{Email} ({Id})";
}

public class Company : Customer
{
    public string? TaxNumber { get; set; }
}

public class Address
{
    public string? City { get; set; }

    public string Country { get; set; } = "";
}

public class Preferences
{
    public string? Language { get; set; }

    public bool WantsMail { get; set; }
}

// In the order's table, by table splitting.
public class OrderDetails
{
    public Guid Id { get; set; }

    public decimal Credit { get; set; }
}

public class Club
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public List<Customer> Customers { get; set; } = [];
}

public class Order
{
    public Guid Id { get; set; }

    public OrderState State { get; set; }

    public DateTime Placed { get; set; }

    public decimal Total { get; set; }

    public bool IsDeleted { get; set; }

    public OrderDetails? Details { get; set; }

    public List<Item> Items { get; set; } = [];
}

public enum OrderState
{
    New,
    Done,
    Canceled,
}

public class Item
{
    public long Id { get; set; }

    public int Quantity { get; set; }

    public decimal Price { get; set; }

    public Product? Product { get; set; }
}

public readonly record struct Sku(string Text);

public class Product
{
    // A key behind a value converter.
    public Sku Sku { get; set; }

    public string Name { get; set; } = "";

    public bool IsHidden { get; set; }
}
