using System.Globalization;

namespace Segmentation.Benchmarks.Matching;

// The classes of a host: what rules are matched with, and what lambdas written by hand read.

public sealed class Shopper
{
    public required long Id { get; init; }

    public required string Email { get; init; }

    public required string Gender { get; init; }

    public required string Store { get; init; }

    public required List<Purchase> Purchases { get; init; }

    /// <summary>Shoppers with a handful of orders on average, the same for the same seed.</summary>
    public static Shopper[] Some(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(id => new Shopper
        {
            Id = id,
            Email = $"customer{id}@{(random.Next(20) == 0 ? "amazon.com" : "example.com")}",
            Gender = AsRead(random.Next(2) == 0 ? "female" : "male"),
            Store = AsRead(random.Next(5) switch { < 2 => "UA", 2 => "PL", 3 => "DE", _ => "FR" }),
            Purchases = [.. Enumerable.Range(0, Math.Min(100, (int)(2.2 / Math.Pow(1 - random.NextDouble(), 0.7)))).Select(n => Purchase.Some(id * 1000L + n, random))],
        })];
    }

    /// <summary>A text of its own, as a database's reader makes them, and not the one that the lambda has.</summary>
    internal static string AsRead(string text) => new(text.AsSpan());
}

public sealed class Purchase
{
    public required long Id { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public required string Status { get; init; }

    public required decimal Total { get; init; }

    public required Line[] Lines { get; init; }

    internal static Purchase Some(long id, Random random) => new()
    {
        Id = id,
        PlacedAt = Profile.AsOf.AddSeconds(-random.NextDouble() * 5 * 365 * 86_400),
        Status = Shopper.AsRead(random.Next(100) switch { < 78 => "complete", < 86 => "pending", _ => "canceled" }),
        Total = random.Next(500, 40_000) / 100m,
        Lines = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Line { Sku = "24-MB" + random.Next(30).ToString("00", CultureInfo.InvariantCulture) })],
    };
}

public sealed class Line
{
    public required string Sku { get; init; }
}

internal sealed class ShopperMap : SubjectMap<Shopper>
{
    public override void Configure(EntityMap<Shopper> map) => map
        .Key(s => s.Id)
        .Attribute("email", s => s.Email)
        .Attribute("gender", s => s.Gender)
        .Attribute("store", s => s.Store)
        .Many("orders", s => s.Purchases, order => order
            .Key(o => o.Id)
            .Attribute("created_at", o => o.PlacedAt)
            .Attribute("status", o => o.Status)
            .Attribute("grand_total", o => o.Total)
            .Many("items", o => o.Lines, item => item.Attribute("sku", i => i.Sku)));
}
