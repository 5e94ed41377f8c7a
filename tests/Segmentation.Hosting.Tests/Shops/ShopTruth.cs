using Segmentation.StoreProcess.Shops;

namespace Segmentation.Hosting.Tests.Shops;

/// <summary>What the scripted shop's customers must receive and become, computed from its numbers alone, by plain loops.</summary>
internal static class ShopTruth
{
    private static readonly Dictionary<long, string> Groups = ShopScript.CustomersBefore.ToDictionary(c => c.Id, c => c.Group);
    private static readonly ShopOrder[] OrdersAfter = [.. ShopScript.OrdersBefore.Concat(ShopScript.OrdersOfTheWeek)];

    /// <summary>The customers.</summary>
    public static IEnumerable<long> Customers => Groups.Keys;

    /// <summary>The events of a customer in their order, such as <c>run-1 +vip Initial</c>.</summary>
    /// <param name="id">The customer.</param>
    /// <param name="following">A run behind the second one, which finds the groups that the second one has moved customers to; null for none.</param>
    public static IReadOnlyList<string> EventsOf(long id, string? following = null) =>
    [
        .. ShopScript.Order.Where(s => IsInBefore(s, id)).Select(s => $"{ShopScript.FirstRun} +{s} Initial"),
        .. ShopScript.Order.Where(s => IsInBefore(s, id) != IsInAfter(s, id)).Select(s => $"{ShopScript.SecondRun} {(IsInAfter(s, id) ? '+' : '-')}{s} {CauseOf(s, id)}"),
        .. following is not null && IsInAfter("golden", id) != (GroupOf(id) == "gold") ? [$"{following} {(IsInAfter("golden", id) ? '-' : '+')}golden Data"] : Array.Empty<string>(),
    ];

    /// <summary>The group of a customer in the end; null for one who was removed.</summary>
    public static string? GroupOf(long id)
    {
        if (ShopScript.IsRemoved(id))
            return null;
        string? before = WinnerBefore(id), after = WinnerAfter(id);
        if (!ShopScript.IsMovedByHand(id))
            return after ?? Groups[id];
        // A group by hand stays as long as the same segment would decide for the same group.
        return after is null || after == before ? "by hand" : after;
    }

    public static bool IsInAfter(string segment, long id)
    {
        if (segment == "broken")
            return true;
        if (ShopScript.IsRemoved(id))
            return false;
        return segment switch
        {
            "golden" => !ShopScript.IsMovedByHand(id) && WinnerBefore(id) == "gold",
            "picked" => ShopScript.Picked.Before.Concat(ShopScript.Picked.Added).Contains(id) && id != ShopScript.Picked.Excluded,
            "recent" => IsRecent(OrdersAfter, id, ShopScript.After),
            "quiet" => OrdersAfter.Any(o => o.Customer == id) && !IsRecent(OrdersAfter, id, ShopScript.After),
            "regular" => Total(OrdersAfter, id) >= 200,
            "sale" => false,
            "vip" => Total(OrdersAfter, id) >= 1000,
            _ => throw new ArgumentOutOfRangeException(nameof(segment)),
        };
    }

    private static bool IsInBefore(string segment, long id) => segment switch
    {
        "broken" or "sale" => true,
        "golden" => false,
        "picked" => ShopScript.Picked.Before.Contains(id),
        "recent" => IsRecent(ShopScript.OrdersBefore, id, ShopScript.Before),
        "quiet" => ShopScript.OrdersBefore.Any(o => o.Customer == id) && !IsRecent(ShopScript.OrdersBefore, id, ShopScript.Before),
        "regular" => Total(ShopScript.OrdersBefore, id) >= 300,
        "vip" => Total(ShopScript.OrdersBefore, id) >= 1000,
        _ => throw new ArgumentOutOfRangeException(nameof(segment)),
    };

    private static string CauseOf(string segment, long id) => segment switch
    {
        "sale" => "Expired",
        _ when ShopScript.IsRemoved(id) => "CustomerRemoved",
        "picked" => id == ShopScript.Picked.Excluded ? "Excluded" : "Included",
        "regular" => "Rules",
        _ => "Data",
    };

    private static string? WinnerBefore(long id) => IsInBefore("vip", id) ? "gold" : IsInBefore("regular", id) ? "silver" : null;

    private static string? WinnerAfter(long id) => IsInAfter("vip", id) ? "gold" : IsInAfter("regular", id) ? "silver plus" : null;

    private static decimal Total(IEnumerable<ShopOrder> orders, long id) => orders.Where(o => o.Customer == id).Sum(o => o.Cents) / 100m;

    private static bool IsRecent(IEnumerable<ShopOrder> orders, long id, DateTimeOffset asOf) => orders.Any(o => o.Customer == id && o.PlacedAt >= asOf.AddDays(-30));
}
