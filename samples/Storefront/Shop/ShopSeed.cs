using Microsoft.EntityFrameworkCore;

namespace Storefront.Shop;

/// <summary>A small shop to begin with; a database that has one is left as it is.</summary>
internal static class ShopSeed
{
    public static async Task PlantAsync(ShopContext db, DateTime now, CancellationToken ct)
    {
        await db.Database.EnsureCreatedAsync(ct);
        if (await db.Customers.AnyAsync(ct))
            return;
        db.Products.AddRange(
            new Product { Sku = "tea", Name = "Green tea", Price = 12.00m },
            new Product { Sku = "cup", Name = "Cup", Price = 8.50m },
            new Product { Sku = "pot", Name = "Tea pot", Price = 49.90m });
        db.Customers.AddRange(
            Customer("olena@example.com", "UA", 900, (400, OrderState.Done, 900m), (20, OrderState.Done, 1200m)),
            Customer("piotr@example.com", "PL", 700, (300, OrderState.Done, 2500m)),
            Customer("anna@example.com", "DE", 3),
            Customer("marc@example.com", "FR", 60, (50, OrderState.Canceled, 5000m), (40, OrderState.Done, 30m)));
        await db.SaveChangesAsync(ct);

        Customer Customer(string email, string country, int registeredDaysAgo, params (int DaysAgo, OrderState State, decimal Total)[] orders)
        {
            var customer = new Customer { Email = email, Country = country, RegisteredUtc = now.AddDays(-registeredDaysAgo) };
            customer.Orders.AddRange(orders.Select(o => new Order { PlacedUtc = now.AddDays(-o.DaysAgo), State = o.State, Total = o.Total }));
            return customer;
        }
    }
}
