using System.Globalization;

namespace Segmentation.Benchmarks.Reference;

/// <summary>
/// A shop with the shape of real ones, the same for the same seed: ten orders a customer on average by a Zipf–Mandelbrot
/// law (a median of four, a hundredth of the customers with more than a hundred), over five years; two items an order;
/// 20,000 products in 200 categories; 78/8/14 % complete, pending and canceled; about 8 % of what can be missing is.
/// </summary>
/// <remarks>
/// Rows are made when they are asked for, each customer's from dice of its own, so that every stream can be read alone and
/// as often as wanted, and nothing is held. All streams are in key order; orders of one customer are in time order.
/// </remarks>
public sealed class ReferenceShop
{
    public const int ProductCount = 20_000;
    public const int CategoryCount = 200;
    public static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int Years = 5;
    private const int MissingPercent = 8;

    private static readonly string[] FirstNames = ["olena", "ivan", "maria", "jan", "anna", "pierre", "emma", "lukas", "sofia", "oliver", "nadia", "marek"];
    private static readonly string[] LastNames = ["kovalenko", "nowak", "schmidt", "martin", "smith", "melnyk", "wagner", "dubois", "jones", "lysenko"];
    private static readonly string[] MailHosts = ["gmail.com", "ukr.net", "outlook.com", "example.com"];
    private static readonly string[] Countries = ["UA", "PL", "DE", "FR", "GB"];
    private static readonly string[] Things = ["kettle", "lantern", "jacket", "bottle", "notebook", "lamp", "backpack", "mug", "scarf", "chair"];

    private readonly ulong _seed;

    public ReferenceShop(int customers, ulong seed = 20_260_101) => (CustomerCount, _seed) = (customers, seed);

    public int CustomerCount { get; }

    public IEnumerable<ProductRow> Products()
    {
        for (int id = 1; id <= ProductCount; id++)
        {
            var dice = new Dice(_seed, -id);
            string thing = Things[dice.Next(Things.Length)];
            yield return new ProductRow(id, string.Create(CultureInfo.InvariantCulture, $"{thing[..3].ToUpperInvariant()}-{id:D5}"), $"{thing} no. {id}", CategoryName(dice.Next(CategoryCount)));
        }
    }

    public IEnumerable<CustomerRow> Customers()
    {
        for (int i = 0; i < CustomerCount; i++)
            yield return Customer(i);
    }

    public IEnumerable<OrderRow> Orders()
    {
        long last = 0;
        for (int i = 0; i < CustomerCount; i++)
        {
            foreach ((OrderRow order, ItemRow[] _) in OrdersOf(i, last))
            {
                last = order.Id;
                yield return order;
            }
        }
    }

    public IEnumerable<ItemRow> Items()
    {
        long last = 0;
        for (int i = 0; i < CustomerCount; i++)
        {
            foreach ((OrderRow order, ItemRow[] items) in OrdersOf(i, last))
            {
                last = order.Id;
                foreach (ItemRow item in items)
                    yield return item;
            }
        }
    }

    public static string CategoryName(int number) => "category " + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A customer by number from 0.</summary>
    public CustomerRow Customer(int number)
    {
        var dice = new Dice(_seed, 2L * number);
        string first = FirstNames[dice.Next(FirstNames.Length)], last = LastNames[dice.Next(LastNames.Length)];
        string host = dice.Next(250) == 0 ? "amazon.com" : MailHosts[dice.Next(MailHosts.Length)];
        return new CustomerRow(
            number + 1,
            string.Create(CultureInfo.InvariantCulture, $"{first}.{last}{number}@{host}"),
            dice.Next(100) < MissingPercent ? null : dice.Next(2) == 0 ? "female" : "male",
            dice.Next(100) < MissingPercent ? null : Countries[Math.Min(4, dice.Next(8) * dice.Next(8) / 8)],
            dice.Next(100) < MissingPercent ? null : new DateOnly(1945, 1, 1).AddDays(dice.Next(60 * 365)),
            AsOf.AddSeconds(-dice.Next(Years * 365 * 86_400)));
    }

    /// <summary>The orders of a customer with their items, in time order.</summary>
    /// <param name="number">The customer's number, from 0.</param>
    /// <param name="lastId">The id of the last order before them.</param>
    public IEnumerable<(OrderRow Order, ItemRow[] Items)> OrdersOf(int number, long lastId)
    {
        var dice = new Dice(_seed, 2L * number + 1);
        int count = OrderCountOf(number);
        int[] ages = new int[count];
        for (int i = 0; i < count; i++)
            ages[i] = dice.Next(Years * 365 * 86_400);
        Array.Sort(ages, (left, right) => right.CompareTo(left));
        foreach (int age in ages)
        {
            long id = ++lastId;
            int status = dice.Next(100), lines = 1 + dice.Next(3);
            var items = new ItemRow[lines];
            long total = 0;
            for (int i = 0; i < lines; i++)
            {
                int quantity = 1 + dice.Next(3);
                long row = quantity * (500L + dice.Next(10_000));
                total += row;
                items[i] = new ItemRow(id, 1 + dice.Next(ProductCount), quantity, row);
            }

            string? coupon = dice.Next(12) == 0 ? "SAVE" + (5 * (1 + dice.Next(4))).ToString(CultureInfo.InvariantCulture) : null;
            yield return (new OrderRow(id, number + 1, AsOf.AddSeconds(-age), status < 78 ? "complete" : status < 86 ? "pending" : "canceled", total, coupon), items);
        }
    }

    // a (u + b)^-s with u the customer's rank as a share: fitted to a median of 4, 117 for the first hundredth, 1,061 at most.
    private int OrderCountOf(int number)
    {
        // The factor has no divisor in common with any round number of customers, so that every rank occurs once.
        long rank = (number * 7_919L + 13) % CustomerCount;
        return (int)Math.Round(2.1 * Math.Pow((rank + 0.5) / CustomerCount + 0.00089, -0.88));
    }

    /// <summary>Dice of one row: the same numbers for the same seed and row, whatever was thrown elsewhere (SplitMix64).</summary>
    private struct Dice(ulong seed, long row)
    {
        private ulong _state = seed * 0x9E37_79B9_7F4A_7C15 ^ (ulong)row * 0xD134_2543_DE82_EF95;

        public int Next(int below)
        {
            _state += 0x9E37_79B9_7F4A_7C15;
            ulong value = _state;
            value = (value ^ value >> 30) * 0xBF58_476D_1CE4_E5B9;
            value = (value ^ value >> 27) * 0x94D0_49BB_1331_11EB;
            return (int)Math.BigMul(value ^ value >> 31, (ulong)below, out _);
        }
    }
}
