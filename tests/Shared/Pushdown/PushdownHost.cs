using Microsoft.Extensions.DependencyInjection;

namespace Segmentation.Tests.Shared.Pushdown;

/// <summary>A host whose customers and members are in one database.</summary>
internal sealed class PushdownHost
{
    public PushdownHost(ISegmentSource source, ISegmentStore store, TimeProvider time, SegmentSchema schema, bool isInDatabase, BindOptions? bind = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddSegmentation(s =>
        {
            s.UseSchema(schema).UseSource("test", _ => source).UseStore("test", _ => store);
            if (bind is not null)
                s.Configure(o => o.TimeZone = bind.TimeZone);
            if (isInDatabase)
                s.RefreshInDatabase();
        });
        // What is made is as alive as the test; source and store are the test's to dispose.
        ServiceProvider provider = services.BuildServiceProvider();
        Catalog = provider.GetRequiredService<SegmentCatalog>();
        Refresher = provider.GetRequiredService<SegmentRefresher>();
    }

    public SegmentCatalog Catalog { get; }

    public SegmentRefresher Refresher { get; }
}
