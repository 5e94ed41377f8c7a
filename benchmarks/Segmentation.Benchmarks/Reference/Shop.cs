namespace Segmentation.Benchmarks.Reference;

// The classes that the baselines walk and the product's source maps.

public sealed class Customer
{
    public required long Id { get; init; }

    public required string? Email { get; init; }

    public required string? Gender { get; init; }

    public required string? Store { get; init; }

    public required DateOnly? DateOfBirth { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Order[] Orders { get; init; }
}

public sealed record Order(long Id, DateTimeOffset PlacedAt, string Status, decimal Total, string? Coupon, Item[] Items);

public sealed record Item(Product Product, int Quantity, decimal RowTotal);

public sealed record Product(long Id, string Sku, string Name, string Category);
