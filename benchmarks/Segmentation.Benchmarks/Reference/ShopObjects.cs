namespace Segmentation.Benchmarks.Reference;

/// <summary>The reference shop as a host's own objects.</summary>
internal static class ShopObjects
{
    public static Customer[] Of(ReferenceShop shop)
    {
        Product[] products = [.. shop.Products().Select(p => new Product(p.Id, p.Sku, p.Name, p.Category))];
        var customers = new Customer[shop.CustomerCount];
        long last = 0;
        for (int i = 0; i < customers.Length; i++)
            customers[i] = Customer(shop, i, ref last, products);
        return customers;
    }

    private static Customer Customer(ReferenceShop shop, int number, ref long last, Product[] products)
    {
        CustomerRow row = shop.Customer(number);
        (OrderRow Order, ItemRow[] Items)[] orders = [.. shop.OrdersOf(number, last)];
        last += orders.Length;
        return new Customer
        {
            Id = row.Id,
            Email = row.Email,
            Gender = row.Gender,
            Store = row.Store,
            DateOfBirth = row.DateOfBirth,
            CreatedAt = row.CreatedAt,
            Orders = Array.ConvertAll(orders, o => new Order(
                o.Order.Id,
                o.Order.CreatedAt,
                o.Order.Status,
                o.Order.GrandTotalCents / 100m,
                o.Order.CouponCode,
                Array.ConvertAll(o.Items, i => new Item(products[i.ProductId - 1], i.Quantity, i.RowTotalCents / 100m)))),
        };
    }
}
