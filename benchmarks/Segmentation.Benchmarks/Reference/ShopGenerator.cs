using System.Globalization;

namespace Segmentation.Benchmarks.Reference;

/// <summary>
/// A seeded shop with the shape of real ones: orders a customer by a skewed law (many have a few, a few have hundreds),
/// five years, 78/8/14 % complete, pending and canceled, two items an order on average, 200 categories.
/// </summary>
internal static class ShopGenerator
{
    public static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Countries = ["UA", "PL", "DE", "FR", "GB"];
    private static readonly string[] MailHosts = ["gmail.com", "ukr.net", "outlook.com", "example.com"];

    public static Customer[] Customers(int count)
    {
        var random = new Random(20260101);
        Product[] products = [.. Enumerable.Range(1, 20_000).Select(id => new Product(id, Name(random.Next(200))))];
        long lastOrder = 0;
        var customers = new Customer[count];
        for (int i = 0; i < count; i++)
        {
            // Pareto with a bound: a median of four orders, a few customers with hundreds.
            int orders = Math.Min(1000, (int)(2.2 / Math.Pow(1 - random.NextDouble(), 0.85)));
            customers[i] = new Customer
            {
                Id = i + 1,
                Email = $"customer{i}@{(random.Next(250) == 0 ? "amazon.com" : MailHosts[random.Next(MailHosts.Length)])}",
                Gender = random.Next(2) == 0 ? "female" : "male",
                Country = Countries[Math.Min(4, (int)(random.NextDouble() * random.NextDouble() * 8))],
                Orders = [.. Enumerable.Range(0, orders).Select(_ => Order(random, products, ++lastOrder)).OrderBy(o => o.PlacedAt)],
            };
        }

        return customers;
    }

    private static Order Order(Random random, Product[] products, long id) => new(
        id,
        AsOf.AddSeconds(-random.NextDouble() * 5 * 365 * 86_400),
        random.Next(100) switch { < 78 => "complete", < 86 => "pending", _ => "canceled" },
        random.Next(500, 40_000) / 100m,
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Item(products[random.Next(products.Length)], random.Next(1, 4)))]);

    private static string Name(int category) => "category " + category.ToString(CultureInfo.InvariantCulture);
}
