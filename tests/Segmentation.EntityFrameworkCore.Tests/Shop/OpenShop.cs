using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Shop;

/// <summary>The shop in a database of its own.</summary>
internal sealed class OpenShop : IDbContextFactory<ShopContext>, IAsyncDisposable
{
    private static readonly EntityMaps SharedMaps = new EntityMaps(ShopMap.Schema).Map(new ShopMap());

    private readonly DbContextOptions<ShopContext> _options;
    private readonly Func<ValueTask> _drop;

    private OpenShop(DbContextOptions<ShopContext> options, string connectionString, Func<ValueTask> drop)
    {
        _options = options;
        _drop = drop;
        ConnectionString = connectionString;
    }

    public EntityMaps Maps => SharedMaps;

    public string ConnectionString { get; }

    public static async Task<OpenShop> CreateAsync(string provider, PostgresCluster cluster, CancellationToken ct, bool relationalNulls = false)
    {
        var options = new DbContextOptionsBuilder<ShopContext>().UseSegmentation(SharedMaps);
        OpenShop shop;
        if (provider == "SQLite")
        {
            var file = new TempDatabase();
            options.UseSqlite(file.ConnectionString, o => o.UseRelationalNulls(relationalNulls));
            shop = new OpenShop(options.Options, file.ConnectionString, () =>
            {
                file.Dispose();
                return ValueTask.CompletedTask;
            });
        }
        else
        {
            string locale = provider == "PostgreSQL ICU" ? "LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C.UTF-8'" : "";
            PostgresDatabase database = await cluster.CreateDatabaseAsync(locale, ct);
            options.UseNpgsql(database.ConnectionString, o => o.UseRelationalNulls(relationalNulls));
            shop = new OpenShop(options.Options, database.ConnectionString, database.DisposeAsync);
        }

        await using ShopContext db = shop.CreateDbContext();
        await db.Database.EnsureCreatedAsync(ct);
        await ShopData.FillAsync(db, ct);
        return shop;
    }

    public ShopContext CreateDbContext() => new(_options);

    /// <summary>The same shop, with someone who sees every statement.</summary>
    public IDbContextFactory<ShopContext> Watched(IInterceptor interceptor) =>
        new OpenShop(new DbContextOptionsBuilder<ShopContext>(_options).AddInterceptors(interceptor).Options, ConnectionString, () => ValueTask.CompletedTask);

    public ValueTask DisposeAsync() => _drop();
}
