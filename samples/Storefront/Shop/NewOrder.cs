namespace Storefront.Shop;

/// <summary>An order that a customer places.</summary>
/// <param name="Total">What it comes to.</param>
public sealed record NewOrder(decimal Total);
