using Microsoft.EntityFrameworkCore;
using Segmentation;
using Storefront;
using Storefront.Letters;
using Storefront.Pricing;
using Storefront.Shop;

// dotnet run --project samples/Storefront, then for example
//   curl localhost:5000/customers/1/prices
//   curl -X POST localhost:5000/segments/refresh
//   curl localhost:5000/segments/vip/customers

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
string database = builder.Configuration["Storefront:Database"] ?? "storefront.db";
builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPooledDbContextFactory<ShopContext>(options => options.UseSqlite($"Data Source={database}"));
builder.Services.AddSegmentation(segmentation => segmentation
    .AddCommerce(o => o.CountedOrders = OrderStatuses.Only("complete"))
    .MapSubject<Customer, ShopMap>()
    .UseEntityFrameworkCore<ShopContext>()
    .AddEventHandler<LetterBox>()
    .AddHosting());
builder.Services.AddSingleton<PriceList>();

WebApplication app = builder.Build();

app.MapGet("/customers/{id:int}/prices", async (int id, IDbContextFactory<ShopContext> contexts, PriceList prices, CancellationToken ct) =>
{
    await using ShopContext db = await contexts.CreateDbContextAsync(ct);
    Customer? customer = await db.Customers.AsNoTracking().Include(c => c.Orders).SingleOrDefaultAsync(c => c.Id == id, ct);
    return customer is null
        ? Results.NotFound()
        : Results.Ok(prices.For(customer, await db.Products.AsNoTracking().OrderBy(p => p.Sku).ToListAsync(ct)));
});

app.MapPost("/customers/{id:int}/orders", async (int id, NewOrder order, IDbContextFactory<ShopContext> contexts, TimeProvider time, CancellationToken ct) =>
{
    await using ShopContext db = await contexts.CreateDbContextAsync(ct);
    if (await db.Customers.FindAsync([id], ct) is not { } customer)
        return Results.NotFound();
    var placed = new Order { PlacedUtc = time.GetUtcNow().UtcDateTime, State = OrderState.Done, Total = order.Total };
    customer.Orders.Add(placed);
    await db.SaveChangesAsync(ct);
    return Results.Created($"/orders/{placed.Id}", null);
});

app.MapDelete("/orders/{id:int}", async (int id, IDbContextFactory<ShopContext> contexts, CancellationToken ct) =>
{
    await using ShopContext db = await contexts.CreateDbContextAsync(ct);
    int canceled = await db.Set<Order>().Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OrderState.Canceled), ct);
    return canceled == 0 ? Results.NotFound() : Results.NoContent();
});

app.MapPost("/segments/refresh", async (SegmentRefresher refresher, CancellationToken ct) =>
    (await refresher.RefreshAllAsync(ct: ct)).Segments.Select(s => new { s.SegmentId, Outcome = s.Outcome.ToString(), s.Size, s.Entered, s.Left }));

// Who is in it now, by the rules; sorted and paged by the database.
app.MapGet("/segments/{id}/customers", async (string id, IDbContextFactory<ShopContext> contexts, SegmentCatalog catalog, TimeProvider time, int skip = 0, int take = 50, CancellationToken ct = default) =>
{
    SegmentSet set = await catalog.GetAsync(ct);
    if (set.Segments.All(s => s.Id != id))
        return Results.NotFound();
    await using ShopContext db = await contexts.CreateDbContextAsync(ct);
    IQueryable<Customer> members = db.Customers.InSegment(set[id], time.GetUtcNow()).OrderBy(c => c.Email);
    return Results.Ok(await members.Skip(skip).Take(Math.Clamp(take, 1, 500)).Select(c => new { c.Id, c.Email, c.Country }).ToListAsync(ct));
});

// Who was in it when it was last refreshed, through the navigation.
app.MapGet("/segments/{id}/members", async (string id, IDbContextFactory<ShopContext> contexts, CancellationToken ct) =>
{
    await using ShopContext db = await contexts.CreateDbContextAsync(ct);
    return await db.Customers.Where(c => c.Segments.Any(m => m.Segment.Id == id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Email }).ToListAsync(ct);
});

app.MapGet("/letters", (LetterBox letters) => letters.Sent);

using (CancellationTokenSource starting = new(TimeSpan.FromMinutes(1)))
{
    await using ShopContext db = await app.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync(starting.Token);
    await ShopSeed.PlantAsync(db, app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, starting.Token);
    await app.Services.GetRequiredService<ISegmentStore>().PrepareAsync(starting.Token);
    var catalog = app.Services.GetRequiredService<SegmentCatalog>();
    foreach (Segment segment in ShopSegments.All)
    {
        if (await catalog.FindAsync(segment.Id, starting.Token) is null)
            await catalog.SaveAsync(segment, starting.Token);
    }
}

await app.RunAsync();
