using System.Data.Common;
using System.Globalization;

namespace Segmentation.StoreProcess.Shops;

/// <summary>A customer of the scripted shop.</summary>
public sealed record ShopCustomer(long Id, string Group);

/// <summary>An order of the scripted shop.</summary>
public sealed record ShopOrder(long Id, long Customer, DateTimeOffset PlacedAt, long Cents);

/// <summary>
/// A small shop in a database, and what happens to it within a week: the same numbers every time, so that what becomes of
/// its segments can be computed without any of the code under test.
/// </summary>
public static class ShopScript
{
    public const int Customers = 200;
    public const string FirstRun = "run-1";
    public const string SecondRun = "run-2";

    /// <summary>The instant of the first refresh.</summary>
    public static readonly DateTimeOffset Before = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The instant of the second one, a week later.</summary>
    public static readonly DateTimeOffset After = Before.AddDays(7);

    /// <summary>The segments in the order in which both runs commit them: by id, those that others refer to first.</summary>
    public static IReadOnlyList<string> Order { get; } = ["broken", "golden", "picked", "recent", "quiet", "regular", "sale", "vip"];

    /// <summary>The definitions before the first refresh.</summary>
    public static IReadOnlyList<Segment> Segments { get; } =
    [
        Segment.Define("broken").Everyone(),
        Segment.Define("golden").Where(c => c.Attribute("group").Equal("gold")),
        Segment.Define("picked").Where(c => c.Sum("orders", "grand_total").AtLeast(1_000_000)),
        Segment.Define("recent").Where(c => c.Some("orders", o => o.Attribute("created_at").AtLeast(When.Ago("P30D")))).WithTags("recent"),
        Segment.Define("quiet").Where(c => c.All(c.Count("orders").AtLeast(1), c.NotInSegment("recent"))),
        Regular(300, "silver"),
        Segment.Define("sale").Everyone().ExpiringAt(Before.AddDays(3)),
        Segment.Define("vip").Where(c => c.Sum("orders", "grand_total").AtLeast(1000)).MoveToGroup("gold", priority: 1),
    ];

    /// <summary>The definition that is changed within the week.</summary>
    public static Segment Changed { get; } = Regular(200, "silver plus");

    /// <summary>Those who are picked by hand before the first refresh, and before the second one; and one who is put out by hand.</summary>
    public static (long[] Before, long[] Added, long Excluded) Picked { get; } = ([1, 2, 3, 4, 5], [6, 7], 2);

    public static IReadOnlyList<ShopCustomer> CustomersBefore { get; } = [.. Range().Select(id => new ShopCustomer(id, id % 3 == 0 ? "wholesale" : "general"))];

    public static IReadOnlyList<ShopOrder> OrdersBefore { get; } =
    [
        .. from id in Range()
           from n in Enumerable.Range(0, (int)(id % 4))
           select new ShopOrder((id * 10) + n, id, Before.AddDays(-(((id * 7) + (n * 11)) % 60)), 100 * (50 + (id * 13 % 500))),
    ];

    /// <summary>The orders of the week.</summary>
    public static IReadOnlyList<ShopOrder> OrdersOfTheWeek { get; } =
        [.. Range().Where(id => id % 5 == 0 && !IsRemoved(id)).Select(id => new ShopOrder((id * 10) + 9, id, Before.AddDays(id % 7), 100 * (100 + (id * 3))))];

    /// <summary>Whether a customer is removed from the shop within the week.</summary>
    public static bool IsRemoved(long id) => id % 23 == 0;

    /// <summary>Whether somebody changes the customer's group by hand within the week.</summary>
    public static bool IsMovedByHand(long id) => id % 17 == 0;

    /// <summary>Makes the shop's own tables as they are before the first refresh.</summary>
    public static async Task MakeAsync(DbConnection connection, CancellationToken ct)
    {
        await ExecuteAsync(connection, "CREATE TABLE customers (id INTEGER NOT NULL PRIMARY KEY, customer_group TEXT)", ct);
        await ExecuteAsync(connection, "CREATE TABLE orders (id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER NOT NULL, placed_at BIGINT NOT NULL, cents BIGINT NOT NULL)", ct);
        await ExecuteAsync(connection, $"INSERT INTO customers VALUES {string.Join(", ", CustomersBefore.Select(c => $"({c.Id}, '{c.Group}')"))}", ct);
        await InsertAsync(connection, OrdersBefore, ct);
    }

    /// <summary>Lets the week pass.</summary>
    public static async Task PassAsync(DbConnection connection, CancellationToken ct)
    {
        string removed = string.Join(", ", Range().Where(IsRemoved)), byHand = string.Join(", ", Range().Where(IsMovedByHand));
        await InsertAsync(connection, OrdersOfTheWeek, ct);
        await ExecuteAsync(connection, $"UPDATE customers SET customer_group = 'by hand' WHERE id IN ({byHand})", ct);
        await ExecuteAsync(connection, $"DELETE FROM orders WHERE customer_id IN ({removed})", ct);
        await ExecuteAsync(connection, $"DELETE FROM customers WHERE id IN ({removed})", ct);
    }

    private static Segment Regular(decimal total, string group) =>
        Segment.Define("regular").Where(c => c.Sum("orders", "grand_total").AtLeast(total)).MoveToGroup(group, priority: 2).WithTags("regular");

    private static IEnumerable<long> Range() => Enumerable.Range(1, Customers).Select(n => (long)n);

    private static Task InsertAsync(DbConnection connection, IEnumerable<ShopOrder> orders, CancellationToken ct) => ExecuteAsync(
        connection,
        $"INSERT INTO orders VALUES {string.Join(", ", orders.Select(o => string.Create(CultureInfo.InvariantCulture, $"({o.Id}, {o.Customer}, {o.PlacedAt.ToUnixTimeSeconds()}, {o.Cents})")))}",
        ct);

    public static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
