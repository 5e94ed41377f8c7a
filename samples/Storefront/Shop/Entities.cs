using Segmentation;

namespace Storefront.Shop;

// The shop's own classes, as any application has them. Only the last property of a customer knows of segments.

public sealed class Customer
{
    public int Id { get; set; }

    public required string Email { get; set; }

    public required string Country { get; set; }

    public DateTime RegisteredUtc { get; set; }

    public List<Order> Orders { get; } = [];

    public ICollection<SegmentMember<int>> Segments { get; } = [];
}

public sealed class Order
{
    public int Id { get; set; }

    public DateTime PlacedUtc { get; set; }

    public OrderState State { get; set; }

    public decimal Total { get; set; }
}

public enum OrderState
{
    New,
    Done,
    Canceled,
}

public sealed class Product
{
    public required string Sku { get; set; }

    public required string Name { get; set; }

    public decimal Price { get; set; }
}
