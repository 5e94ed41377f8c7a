using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Segmentation.Files;
using Segmentation.Sql;
using Segmentation.Sql.PostgreSql;
using Segmentation.Sql.Sqlite;
using Segmentation.Sql.Store;

namespace Segmentation.StoreProcess.Shops;

/// <summary>Where a shop is: the database with its own tables and the store's, and a directory for what it writes otherwise.</summary>
/// <param name="Engine">The database's kind: <c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="ConnectionString">Its connection string.</param>
/// <param name="Directory">The directory.</param>
public sealed record ShopAddress(string Engine, string ConnectionString, string Directory)
{
    public string Mailbox => Path.Combine(Directory, "mailbox.txt");

    public string Exports => Path.Combine(Directory, "exports");

    /// <summary>What processes that work on a shop write down of their steps.</summary>
    public string Steps => Path.Combine(Directory, "steps.txt");
}

/// <summary>One process of the shop: source, store and customer groups in one database, exports and a handler that often fails.</summary>
public sealed class ShopHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource? _source;

    /// <summary>Starts a host.</summary>
    /// <param name="address">Where the shop is.</param>
    /// <param name="watch">Told of every step.</param>
    /// <param name="configure">What is different; null for nothing.</param>
    /// <param name="prepare">A statement that every connection of the store begins with, for SQLite; null for none.</param>
    /// <param name="seed">By which the handler fails.</param>
    public ShopHost(ShopAddress address, ShopWatch watch, Action<SegmentationBuilder>? configure = null, string? prepare = null, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
        _source = address.Engine == "postgresql" ? NpgsqlDataSource.Create(address.ConnectionString) : null;
        SqlDatabase database = _source is null ? new SqliteDatabase(address.ConnectionString) : new PostgreSqlDatabase(_source);
        SqlSegmentStore store = _source is not null
            ? PostgreSqlSegmentStore.Create(_source, KeyKind.Integer, null, Watched)
            : prepare is null ? SqliteSegmentStore.Create(address.ConnectionString, KeyKind.Integer, null, Watched) : PreparedStore(prepare, Watched);
        var services = new ServiceCollection();
        services.AddSingleton(new ShopGroups(ConnectAsync, watch));
        services.AddSegmentation(s =>
        {
            s.AddCommerce(o => o.CountedOrders = OrderStatuses.Except())
                .UseSource("shop", c => new WatchedSource(new SqlSource(c.Schema, database, Map), watch))
                .UseStore("shop", _ => store)
                .UseGroups<ShopGroups>()
                .AddEventHandler(_ => new ShopMailbox(address.Mailbox, seed, watch))
                .AddExporter("shop", (c, source) => new WatchedExporter(new SegmentFileExporter(source, c.Schema, Exports(), bind: c.Bind), watch))
                .ConfigureRefresh(o =>
                {
                    o.BlockSize = 64;
                    o.GroupBlockSize = 40;
                    // A process that is killed keeps others waiting for as long.
                    o.LeaseDuration = TimeSpan.FromSeconds(1);
                    o.LeaseWait = o.GroupWait = TimeSpan.FromMinutes(2);
                    o.LeasePoll = TimeSpan.FromMilliseconds(50);
                })
                .ConfigureDelivery(o =>
                {
                    o.BatchSize = 50;
                    o.FirstDelay = TimeSpan.FromMilliseconds(1);
                    o.MaxDelay = TimeSpan.FromMilliseconds(20);
                    o.MaxAttempts = 1000;
                });
            configure?.Invoke(s);
        });
        _services = services.BuildServiceProvider();

        StoreSettings Watched(StoreSettings settings) => settings with { Observer = step => watch.TakeInStoreAsync(step.Name) };
    }

    public ShopAddress Address { get; }

    public ISegmentStore Store => _services.GetRequiredService<ISegmentStore>();

    public SegmentCatalog Catalog => _services.GetRequiredService<SegmentCatalog>();

    public SegmentRefresher Refresher => _services.GetRequiredService<SegmentRefresher>();

    public SegmentEvents Events => _services.GetRequiredService<SegmentEvents>();

    public async ValueTask<DbConnection> ConnectAsync(CancellationToken ct)
    {
        DbConnection connection = _source is null ? new SqliteConnection(Address.ConnectionString) : _source.CreateConnection();
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>Makes the shop, refreshes once, and lets a week pass; the events of the first refresh are not delivered yet.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using DbConnection connection = await ConnectAsync(ct);
        // Readers and the writer are not to wait for each other.
        if (Address.Engine == "sqlite")
            await ShopScript.ExecuteAsync(connection, "PRAGMA journal_mode = WAL", ct);
        await ShopScript.MakeAsync(connection, ct);
        await Store.PrepareAsync(ct);
        await Catalog.SaveAsync([.. ShopScript.Segments.Select(s => new SegmentSave(s))], ct);
        await Catalog.IncludeAsync("picked", Keys(ShopScript.Picked.Before), ct);
        await Refresher.RefreshAsync(new RefreshRequest { RunId = ShopScript.FirstRun, AsOf = ShopScript.Before }, null, ct);
        await ShopScript.PassAsync(connection, ct);
        await Catalog.SaveAsync(ShopScript.Changed, ct);
        await Catalog.IncludeAsync("picked", Keys(ShopScript.Picked.Added), ct);
        await Catalog.ExcludeAsync("picked", Keys(ShopScript.Picked.Excluded), ct);
        await Store.ChangeDefinitionsAsync(
            new DefinitionChange { ExpectedVersion = await Store.GetVersionAsync(ct), At = ShopScript.After, Saves = [new SavedDefinition("broken", "{}")] }, ct);
    }

    /// <summary>Does, or goes on with, a refresh after the week.</summary>
    /// <param name="run">The run.</param>
    /// <param name="leaseWait">How long to wait for another process.</param>
    /// <param name="ct">Cancels it.</param>
    public Task<RefreshReport> RefreshAsync(string run, TimeSpan leaseWait, CancellationToken ct) => Refresher.RefreshAsync(
        new RefreshRequest { RunId = run, AsOf = ShopScript.After, CorrelationId = "week", LeaseWait = leaseWait }, null, ct);

    /// <summary>Delivers until the outbox is empty.</summary>
    public async Task DeliverAsync(CancellationToken ct)
    {
        while ((await Events.CountAsync(ct)).Pending > 0)
        {
            EventDeliveryReport report = await Events.DeliverAsync(ct);
            if (report is { Delivered: 0, Dead: 0 })
                await Task.Delay(10, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_source is not null)
            await _source.DisposeAsync();
    }

    private static SubjectKey[] Keys(params long[] ids) => Array.ConvertAll(ids, id => new SubjectKey(id));

    private SqlSegmentStore PreparedStore(string statement, Func<StoreSettings, StoreSettings> with)
    {
        var dialect = new SqliteStoreDialect(KeyKind.Integer);
        return new SqlSegmentStore(OpenAsync, dialect, with(new SqlStoreOptions().ToSettings(dialect)));

        async ValueTask<StoreSession> OpenAsync(CancellationToken ct)
        {
            DbConnection connection = await ConnectAsync(ct);
            await ShopScript.ExecuteAsync(connection, statement, ct);
            return new StoreSession(connection);
        }
    }

    private static void Map(SqlMap map) => map
        .Table("customer", "customers", t => t.Column("group", "customer_group"))
        .Table("order", "orders", t => t.Column("created_at", "placed_at", v => v.UnixTime(SqlTimeUnit.Seconds)).Column("grand_total", "cents", v => v.ScaledInteger(2)));

    private SegmentExportOptions Exports() => new() { Directory = Address.Exports, AllSegments = true, Columns = { new SubjectColumn("sales_amount") } };
}
