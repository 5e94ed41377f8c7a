using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Shop;
using Segmentation;
using Segmentation.Files;
using static QuickStart.Report;

namespace QuickStart;

/// <summary>
/// A made-up shop in a SQLite file, its segments kept beside it: refreshed, and again after a week of orders, with who
/// entered and left, groups, events and exports.
/// </summary>
/// <param name="output">The directory of the file and the exports.</param>
/// <param name="size">How many customers there are.</param>
internal sealed class ShopTour(string output, int size)
{
    private static readonly DateTimeOffset Today = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    private readonly ShopClock _clock = new(Today);
    private readonly ShopDatabase _shop = new(Path.Combine(output, "shop.db"));
    private readonly ShopGenerator _generator = new(seed: 20260115, Today);

    public async Task RunAsync()
    {
        List<Customer> customers = MakeShop();
        await using ServiceProvider services = AddServices(new ServiceCollection()).BuildServiceProvider();

        // A host does this when it starts (Segmentation.Hosting); afterwards the tables of segments are beside the shop's own.
        await services.GetRequiredService<ISegmentStore>().PrepareAsync(CancellationToken.None);
        await services.GetRequiredService<SegmentCatalog>().SaveAsync([.. ShopSegments.All.Select(s => new SegmentSave(s))]);

        await RefreshFirstAsync(services);
        PassAWeek(customers);
        await RefreshAgainAsync(services);
        Say($"The shop, its segments and the exports are in {output}");
    }

    private IServiceCollection AddServices(IServiceCollection services) => services
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton(_shop)
        .AddSegmentation(segments => segments
            .AddCommerce()
            .ExtendSchema(ShopSegments.Extend)
            .UseSqlite(_shop.ConnectionString, ShopTables.Map, KeyKind.Integer)
            .UseGroups<ShopGroups>()
            .AddEventHandler<Doorman>()
            .AddFileExports(Export("csv"), name: "csv")
            .AddFileExports(Export("xlsx"), name: "xlsx")
            .AddFileExports(Export("xml"), name: "xml")
            // Nobody is greeted for having been in a segment before there were segments.
            .ConfigureRefresh(o => o.WritesInitialEvents = false));

    private Action<SegmentExportOptions> Export(string format) => options =>
    {
        options.Directory = output;
        options.Format = format;
        options.Segments.Add("vip");
        foreach (string path in new[] { "first_name", "last_name", "email", "shipping_address.city", "shipping_address.country", "sales_amount", "last_order_at" })
            options.Columns.Add(new SubjectColumn(path));
    };

    private List<Customer> MakeShop()
    {
        Directory.CreateDirectory(output);
        foreach (string old in Directory.GetFiles(output, "shop.db*"))
            File.Delete(old);
        long start = Stopwatch.GetTimestamp();
        List<Customer> customers = _generator.Customers(size);
        _shop.Create(_generator.Products, customers);
        Say($"A made-up shop of {customers.Count:N0} customers and {customers.Sum(c => c.Orders.Count):N0} orders, in {Milliseconds(Stopwatch.GetElapsedTime(start))}.");
        return customers;
    }

    private async Task RefreshFirstAsync(ServiceProvider services)
    {
        RefreshReport refresh = await services.GetRequiredService<SegmentRefresher>().RefreshAllAsync();
        Say($"Refreshed {refresh.Segments.Count} segments in {Milliseconds(refresh.Duration)}, and read {refresh.RowsRead:N0} rows, each once:");

        SegmentSet set = await services.GetRequiredService<SegmentCatalog>().GetAsync();
        Dictionary<string, long> sizes = refresh.Segments.ToDictionary(s => s.SegmentId, s => s.Size);
        await new Report(services.GetRequiredService<ISegmentSource>()).WriteSegmentsAsync(set, refresh.AsOf, refresh.Customers, id => sizes[id]);
        WriteGroups(_shop.CountGroups());

        // Asked of the store, as an application does while a customer looks at a page.
        var memberships = services.GetRequiredService<SegmentMemberships>();
        SubjectKey customer = await memberships.GetMembersAsync("mailing").Select(m => m.Key).FirstOrDefaultAsync();
        IReadOnlyList<StoredMembership> segments = await memberships.GetSegmentsOfAsync(customer);
        Say($"Customer {customer} is in: {string.Join(", ", segments.Select(s => s.SegmentId))}");
    }

    private void PassAWeek(List<Customer> customers)
    {
        Week week = _generator.NextWeek(customers);
        _shop.Add(week);
        _clock.Pass(TimeSpan.FromDays(7));
        Say($"");
        Say($"A week later, with {week.Orders.Count:N0} orders and {week.Registered.Count:N0} customers more:");
    }

    private async Task RefreshAgainAsync(ServiceProvider services)
    {
        // As a schedule does it every night (Segmentation.Quartz).
        RefreshReport refresh = await services.GetRequiredService<SegmentRefresher>().RefreshAsync(
            new RefreshRequest { Trigger = RefreshTrigger.Automatic, Cause = "the week's orders" });
        WriteChanges(refresh);
        Say($"Refreshed again in {Milliseconds(refresh.Duration)}; customers moved to another group: {refresh.GroupsMoved:N0}");
        WriteGroups(_shop.CountGroups());

        // A host does this in the background (Segmentation.Hosting).
        await services.GetRequiredService<SegmentEvents>().DeliverAsync();
        WriteEvents([.. services.GetRequiredService<Doorman>().Events]);
        foreach (SegmentExport export in refresh.Segments.SelectMany(s => s.Exports))
            Say($"Exported {export.Rows:N0} members to {Path.GetFileName(export.Location)}");
    }
}
