using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Segmentation.Matching;
using Segmentation.Refresh;

namespace Segmentation.DependencyInjection;

/// <summary>A host's segmentation as it runs: built once from what was declared, or refused with everything that is wrong.</summary>
internal sealed class SegmentationRuntime : IAsyncDisposable, IDisposable
{
    private readonly SegmentationSetup _setup;
    private readonly IServiceProvider _services;
    private readonly SegmentationContext _context;

    public SegmentationRuntime(SegmentationSetup setup, IServiceProvider services)
    {
        _setup = setup;
        _services = services;
        string name = setup.Name ?? Options.DefaultName;
        string[] problems = [.. setup.Problems()];
        if (problems.Length > 0)
            throw new OptionsValidationException(name, typeof(SegmentationOptions), problems);
        SegmentationOptions options = services.GetRequiredService<IOptionsMonitor<SegmentationOptions>>().Get(name);
        var settings = new RefreshSettings(services.GetRequiredService<IOptionsMonitor<RefreshOptions>>().Get(name));
        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        ILogger log = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Segmentation.Refresh");
        BindOptions bind = options.ToBindOptions(setup.BuildLanguage());
        SegmentSchema schema = setup.BuildSchema(services);
        (object? map, Func<SegmentSchema, EntityMapping>? build) = setup.Map.IsMade ? setup.Map.Value : default;
        _context = new SegmentationContext(services, setup.Name, schema, bind, map, build, time);

        Telemetry = new SegmentationTelemetry(services.GetService<IMeterFactory>());
        Source = setup.Source.Value!(_context);
        Store = (setup.Store.Value ?? setup.DefaultStore.Value)!(_context);
        // Made when it is first needed, as it may need what this makes.
        var writer = setup.GroupWriter.Value is { } type ? new Lazy<ICustomerGroupWriter>(() => (ICustomerGroupWriter)services.GetRequiredService(type)) : null;
        var groups = new GroupStep(Store, writer, settings, time, log);
        Parts = new RefreshServices(Store, Source, bind, setup.BuildExternals(services, time), groups, settings, Telemetry, time, log)
        {
            Pushdown = setup.Pushdown.Value?.Invoke(Source, Store),
            Exporters = [.. setup.Exporters.Select(create => create(_context, Source))],
        };
        Catalog = new SegmentCatalog(Store, schema, bind, time, new SegmentRemoval(Store, groups, settings, time, log));
        Refresher = new SegmentRefresher(Catalog, Parts);
        Memberships = new SegmentMemberships(Catalog, Parts);
        Tags = new CustomerTags(Memberships, Store);
        History = new RefreshHistory(Parts);
        var delivery = new DeliverySettings(services.GetRequiredService<IOptionsMonitor<DeliveryOptions>>().Get(name));
        Events = new SegmentEvents(Store, new EventDispatch(Store, delivery, Telemetry.Meter, time, log), Handlers, settings, time, log);
    }

    public ISegmentSource Source { get; }

    public ISegmentStore Store { get; }

    public SegmentCatalog Catalog { get; }

    public SegmentRefresher Refresher { get; }

    public SegmentMemberships Memberships { get; }

    public CustomerTags Tags { get; }

    public RefreshHistory History { get; }

    public SegmentEvents Events { get; }

    public RefreshServices Parts { get; }

    public SegmentationTelemetry Telemetry { get; }

    /// <summary>The matcher of the mapped class; asked for once.</summary>
    public SegmentMatcher<T> CreateMatcher<T>()
        where T : class
    {
        var feed = new MatcherFeed<T>(Catalog, _context.FindMap<T>()!, _setup.Matching?.Invoke(_services) ?? new MatcherOptions(), Parts.Log);
        Catalog.Follower = feed;
        return feed.Matcher;
    }

    public async ValueTask DisposeAsync()
    {
        Telemetry.Dispose();
        (Catalog.Follower as IDisposable)?.Dispose();
        foreach (object part in new object[] { Store, Source }.Distinct(ReferenceEqualityComparer.Instance))
        {
            if (part is IAsyncDisposable disposable)
                await disposable.DisposeAsync().ConfigureAwait(false);
            else
                (part as IDisposable)?.Dispose();
        }
    }

    // Who disposes services without waiting gets what can be done without waiting.
    public void Dispose()
    {
        Telemetry.Dispose();
        (Catalog.Follower as IDisposable)?.Dispose();
        foreach (IDisposable part in new object[] { Store, Source }.Distinct(ReferenceEqualityComparer.Instance).OfType<IDisposable>())
            part.Dispose();
    }

    // Made when they are first asked for, as they may need what this makes.
    private IReadOnlyList<ISegmentEventHandler> Handlers() =>
        [.. _setup.Handlers.Select(create => create(_services))];
}
