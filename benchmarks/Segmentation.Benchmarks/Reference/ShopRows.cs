namespace Segmentation.Benchmarks.Reference;

// The reference shop as rows, in the order and with the names of its tables. Money is in cents, instants are UTC.

/// <summary>A customer; what is null is missing.</summary>
public sealed record CustomerRow(long Id, string? Email, string? Gender, string? Store, DateOnly? DateOfBirth, DateTimeOffset CreatedAt);

/// <summary>An order of a customer.</summary>
public sealed record OrderRow(long Id, long CustomerId, DateTimeOffset CreatedAt, string Status, long GrandTotalCents, string? CouponCode);

/// <summary>A line of an order.</summary>
public sealed record ItemRow(long OrderId, long ProductId, int Quantity, long RowTotalCents);

/// <summary>A product of one category.</summary>
public sealed record ProductRow(long Id, string Sku, string Name, string Category);
