namespace Segmentation.Benchmarks.Reference;

// The classes that the baseline walks and the product's source maps.

public sealed class Customer
{
    public required long Id { get; init; }

    public required string Email { get; init; }

    public required string Gender { get; init; }

    public required string Country { get; init; }

    public required Order[] Orders { get; init; }
}

public sealed record Order(long Id, DateTimeOffset PlacedAt, string Status, decimal Total, Item[] Items);

public sealed record Item(Product Product, int Quantity);

public sealed record Product(long Id, string Category);
