namespace QuickStart.Shop;

// A shop's own classes, as any application has them. Nothing here knows of segments.

internal sealed class Customer
{
    public required long Id { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Email { get; init; }

    public required Gender Gender { get; init; }

    public required DateOnly? BirthDate { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public List<Address> Addresses { get; } = [];

    public List<Order> Orders { get; } = [];

    public List<Cart> Carts { get; } = [];

    public List<Wish> Wishes { get; } = [];
}

internal enum Gender
{
    Female,
    Male,
    Other,
}

internal sealed record Address(bool IsForShipping, string City, string Country);

internal sealed record Product(string Sku, string Name, string Category, decimal Price, bool IsRecommended);

internal sealed record Wish(Product Product, DateTimeOffset AddedAt);

internal sealed record Line(Product Product, int Quantity)
{
    public decimal Total => Product.Price * Quantity;
}

internal sealed record Cart(bool IsActive, DateTimeOffset UpdatedAt, List<Line> Lines)
{
    public decimal Total => Lines.Sum(l => l.Total);
}

/// <summary>What happened in a shop in a week.</summary>
internal sealed record Week(IReadOnlyList<Customer> Registered, IReadOnlyList<(long Customer, Order Order)> Orders);

internal sealed record Order(long Id, DateTimeOffset PlacedAt, OrderState State, List<Line> Lines)
{
    public decimal Total => Lines.Sum(l => l.Total);
}

internal enum OrderState
{
    New,
    Done,
    Canceled,
}
