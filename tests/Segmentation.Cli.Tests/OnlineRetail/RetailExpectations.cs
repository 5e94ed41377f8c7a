namespace Segmentation.Cli.Tests.OnlineRetail;

/// <summary>
/// Who is in each segment of <c>samples/online-retail.segments.json</c>, worked out by hand-written code from what the
/// segments' descriptions say, as of one instant and for one choice of the orders that count.
/// </summary>
internal sealed class RetailExpectations(RetailShop shop, DateTimeOffset asOf, Func<string, bool> isCounted)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private readonly Dictionary<string, HashSet<long>> _members = [];

    public IReadOnlyDictionary<string, HashSet<long>> Members()
    {
        Bought();
        Returned();
        Shaped();
        InTime();
        Lived();
        Chose();
        Combined();
        return _members;
    }

    private void Bought()
    {
        Add("vip", c => Complete(c).Sum(o => o.Total) >= 5000);
        Add("net-sales-1000", c => Counted(c).Sum(o => o.Total) >= 1000);
        Add("high-average", c =>
        {
            List<RetailOrder> counted = Counted(c);
            return counted.Count > 0 && counted.Sum(o => o.Total) >= 500m * counted.Count && Complete(c).Count >= 3;
        });
    }

    private void Returned()
    {
        Add("heavy-returners", c =>
        {
            decimal sales = Counted(c).Sum(o => o.Total);
            decimal returns = -c.Orders.Where(IsCredit).Sum(o => o.Total);
            return sales > 0 && returns * 10 >= sales;
        });
        Add("content-regulars", c => Counted(c).Count >= 5 && !c.Orders.Exists(o => IsCredit(o) || o.Total < 0));
        Add("last-order-returned", c => Last(c) is { } last && IsCredit(last));
    }

    private void Shaped()
    {
        Add("only-large-orders", c => c.Orders.Count > 0 && c.Orders.TrueForAll(o => o.Total >= 400));
        Add("big-start", c => First(c) is { } first && first.Total >= 1000
            && first.Items.Exists(i => i.Price > 0 && !i.ProductSku.StartsWith("POST", StringComparison.OrdinalIgnoreCase)));
        Add("weekly-buyers", c =>
        {
            List<DateTimeOffset> times = [.. Counted(c).Select(o => o.CreatedAt).Order()];
            return times.Count >= 2
                && (times[^1] - times[0]).Ticks <= TimeSpan.TicksPerDay * 7 * (times.Count - 1)
                && times[0] <= asOf && asOf - times[0] >= TimeSpan.FromDays(60);
        });
    }

    private void InTime()
    {
        DateTime here = TimeZoneInfo.ConvertTime(asOf, London).DateTime;
        DateTime month = new(here.Year, here.Month, 1);
        DateTime quarter = new(here.Year, (here.Month - 1) / 3 * 3 + 1, 1);

        Add("recent", c => Complete(c).Exists(o => o.CreatedAt >= asOf.AddDays(-30)));
        Add("lapsed", c => Complete(c) is { Count: >= 2 } orders && orders.Max(o => o.CreatedAt) <= InLondon(here.AddMonths(-3)));
        Add("slipping-vips", c => IsMember("vip", c) && LatestCounted(c) is { } latest && asOf - latest > TimeSpan.FromDays(45.5));
        Add("summer-2011", c => Complete(c).Exists(o => IsWithin(o, new DateTime(2011, 6, 1), new DateTime(2011, 9, 1))));
        Add("last-month-not-this", c =>
            Complete(c).Exists(o => IsWithin(o, month.AddMonths(-1), month))
            && !Complete(c).Exists(o => o.CreatedAt >= InLondon(month)));
        Add("quarterly-rhythm", c =>
            c.Orders.Count(o => o.CreatedAt >= InLondon(quarter)) >= 2
            && c.Orders.Count(o => IsWithin(o, quarter.AddMonths(-3), quarter)) is >= 1 and <= 4);
    }

    private void Lived()
    {
        string[] nordic = ["Norway", "Sweden", "Denmark", "Finland", "Iceland"];
        string[] home = ["United Kingdom", "Channel Islands", "Unspecified"];
        Add("nordic", c => nordic.Contains(c.BillingCountry));
        Add("abroad", c => c.BillingCountry is { } country && !home.Contains(country));
    }

    private void Chose()
    {
        Add("wide-assortment", c =>
        {
            var skus = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (RetailOrder order in Complete(c))
            {
                foreach (RetailItem item in order.Items)
                {
                    if (item.Quantity > 0)
                        skus.Add(item.Sku);
                }
            }

            return skus.Count >= 100;
        });
        Add("christmas-traders", c => Complete(c).Exists(o => o.Items.Exists(i => i.Quantity >= 12 && Has(i.Name, "christmas"))));
        Add("vintage-without-retrospot", c =>
            c.Orders.Count(o => o.Items.Exists(i => i.Quantity > 0 && Has(i.ProductName, "vintage"))) >= 2
            && !c.Orders.Exists(o => o.Items.Exists(i => Has(i.ProductName, "retrospot"))));
    }

    private void Combined()
    {
        Add("quiet-majority", c =>
            !IsMember("vip", c) && !IsMember("recent", c) && !IsMember("abroad", c)
            && !(IsMember("big-start", c) && Counted(c).Sum(o => o.Quantity) >= 100));
        Add("win-back", c =>
            (IsMember("lapsed", c) || IsMember("slipping-vips", c)) && IsMember("net-sales-1000", c) && !IsMember("heavy-returners", c));
    }

    private void Add(string segment, Func<RetailCustomer, bool> isMember) =>
        _members.Add(segment, [.. shop.Customers.Where(isMember).Select(c => c.Id)]);

    private bool IsMember(string segment, RetailCustomer customer) => _members[segment].Contains(customer.Id);

    private List<RetailOrder> Counted(RetailCustomer customer) => customer.Orders.FindAll(o => isCounted(o.Status));

    private static List<RetailOrder> Complete(RetailCustomer customer) => customer.Orders.FindAll(o => o.Status == "complete");

    private static bool IsCredit(RetailOrder order) => order.Status == "credit";

    private static RetailOrder? Last(RetailCustomer customer) =>
        customer.Orders.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id, StringComparer.Ordinal).FirstOrDefault();

    private static RetailOrder? First(RetailCustomer customer) =>
        customer.Orders.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id, StringComparer.Ordinal).FirstOrDefault();

    private DateTimeOffset? LatestCounted(RetailCustomer customer) =>
        Counted(customer).Where(o => o.CreatedAt <= asOf).Max(o => (DateTimeOffset?)o.CreatedAt);

    private static bool IsWithin(RetailOrder order, DateTime from, DateTime before) =>
        order.CreatedAt >= InLondon(from) && order.CreatedAt < InLondon(before);

    private static DateTimeOffset InLondon(DateTime local)
    {
        // The instants asked for here are far from any change of the clocks, where a local time would be none or two.
        Assert.False(London.IsInvalidTime(local) || London.IsAmbiguousTime(local));
        return new DateTimeOffset(local, London.GetUtcOffset(local));
    }

    private static bool Has(string? name, string word) => name is not null && name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
