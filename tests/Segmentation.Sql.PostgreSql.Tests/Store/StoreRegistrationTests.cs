using Microsoft.Extensions.DependencyInjection;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Store;

public sealed class StoreRegistrationTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UsePostgreSqlStore_InAHost_KeepsWhatIsSaved()
    {
        PostgresDatabase server = await database.GetAsync();
        SqlStoreOptions options = database.NewSchema();
        await using var place = new PostgresPlace(server, options);
        await using (ServiceProvider services = new ServiceCollection()
            .AddSingleton(_ => new HostsDataSource(server.DataSource))
            .AddSegmentation(s => s.AddCommerce().UseSource("nobody", _ => new Nobody())
                .UsePostgreSqlStore(p => p.GetRequiredService<HostsDataSource>().Value, KeyKind.Integer, o => o.Schema = options.Schema))
            .BuildServiceProvider())
        {
            await services.GetRequiredService<ISegmentStore>().PrepareAsync(Ct);
            await services.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("vip").Everyone(), Ct);
        }

        using SqlSegmentStore store = place.Open();
        Assert.NotNull(await store.FindSegmentAsync("vip", Ct));
        Assert.Equal(1, await server.ScalarAsync<int>("SELECT 1", Ct));
    }

    /// <summary>What is the host's stays open, whatever the services dispose.</summary>
    private sealed record HostsDataSource(Npgsql.NpgsqlDataSource Value);

    private sealed class Nobody : ISegmentSource
    {
        public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => throw new NotSupportedException();
    }
}
