using Microsoft.Extensions.DependencyInjection;

namespace Segmentation.Testing.Stores;

/// <summary>A host with a scripted shop over a store; other processes over the same store can be started beside it.</summary>
internal sealed class RefreshScene
{
    private readonly StoreScene _store;
    private readonly Action<SegmentationBuilder> _configure;

    public RefreshScene(StoreScene store, Action<SegmentationBuilder>? configure = null)
    {
        _store = store;
        _configure = configure ?? (static _ => { });
        Shop = new ScriptedShop(store.Store.KeyKind);
        Host = Start();
    }

    public ScriptedShop Shop { get; }

    public TestHost Host { get; }

    public ISegmentStore Store => _store.Store;

    public TestClock Clock => _store.Clock;

    public CancellationToken Ct => _store.Ct;

    public static DateTimeOffset Begin => StoreScene.Start;

    public SubjectKey Key(int number) => _store.Key(number);

    /// <summary>Another process of the same host.</summary>
    /// <param name="crash">Where it dies; null for nowhere.</param>
    /// <param name="handler">The handler of events; null for none.</param>
    /// <param name="configure">What it does otherwise than the others; null for nothing.</param>
    public TestHost Start(Crash? crash = null, ISegmentEventHandler? handler = null, Action<SegmentationBuilder>? configure = null) =>
        new(Shop, _store.Second, Clock, crash ?? new Crash(), handler, builder =>
        {
            _configure(builder);
            configure?.Invoke(builder);
        });

    /// <summary>A segment of everyone with at least so many points.</summary>
    public static Segment AtLeast(string id, long points) => Segment.Define(id).Where(c => c.Attribute("points").AtLeast(points));

    public async Task<RefreshReport> RefreshAsync(params string[] ids) =>
        await Host.Refresher.RefreshAsync(new RefreshRequest { Segments = ids.Length == 0 ? null : ids }, null, Ct).ConfigureAwait(false);

    public async Task SaveAsync(params Segment[] segments) =>
        await Host.Catalog.SaveAsync([.. segments.Select(s => new SegmentSave(s))], Ct).ConfigureAwait(false);

    public Task MembersAreAsync(string id, params int[] customers) => _store.MembersAreAsync(id, customers);

    public async Task<SegmentState> StateAsync(string id) => (await _store.FindAsync(id).ConfigureAwait(false)).State;

    /// <summary>The events in the outbox, oldest first, as short texts such as <c>+vip 1 Initial</c>.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync()
    {
        IReadOnlyList<OutboxEvent> events = await Store.GetReadyEventsAsync(DateTimeOffset.MaxValue, 100_000, Ct).ConfigureAwait(false);
        Dictionary<SubjectKey, int> numbers = Enumerable.Range(0, 1000).ToDictionary(Key);
        return [.. events.Select(e => e.Event).Select(e => FormattableString.Invariant(
            $"{(e.Kind == MemberChangeKind.Entered ? '+' : '-')}{e.SegmentId} {numbers[e.Customer]} {e.Cause}"))];
    }

    /// <summary>The events since the last call; they are taken out of the outbox.</summary>
    public async Task<IReadOnlyList<string>> TakeEventsAsync()
    {
        IReadOnlyList<string> events = await EventsAsync().ConfigureAwait(false);
        Lease lease = await _store.TakeAsync(Lease.OutboxResource).ConfigureAwait(false);
        IReadOnlyList<OutboxEvent> ready = await Store.GetReadyEventsAsync(DateTimeOffset.MaxValue, 100_000, Ct).ConfigureAwait(false);
        await Store.SettleEventsAsync(lease, [.. ready.Select(e => new EventDelivery(e.Event.Sequence, DeliveryStatus.Delivered))], Ct).ConfigureAwait(false);
        await Store.ReleaseAsync([lease], Ct).ConfigureAwait(false);
        return events;
    }

    public async Task<IReadOnlyList<string>> HistoryAsync(HistoryQuery? query = null) =>
    [
        .. (await Store.GetHistoryAsync(query ?? new HistoryQuery { Limit = 1000 }, Ct).ConfigureAwait(false)).Entries.Reverse()
            .Select(e => FormattableString.Invariant($"{e.Action} {e.SegmentId} {e.Affected}")),
    ];

    public Task<IReadOnlyList<string>> DumpAsync() => _store.DumpAsync();
}

/// <summary>One process of a host.</summary>
internal sealed class TestHost
{
    public TestHost(ScriptedShop shop, ISegmentStore store, TestClock clock, Crash crash, ISegmentEventHandler? handler, Action<SegmentationBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(new ShopGroups(shop, crash));
        if (handler is not null)
            services.AddSingleton(new RelayingHandler(handler, crash));
        services.AddSegmentation(s =>
        {
            s.UseSchema(ScriptedShop.Schema).UseSource("ScriptedShop", _ => shop).UseStore("test", _ => new CrashingStore(store, crash)).UseGroups<ShopGroups>();
            if (handler is not null)
                s.AddEventHandler<RelayingHandler>();
            configure(s);
        });
        // What is made is as alive as the test; the store is the suite's to dispose.
        ServiceProvider provider = services.BuildServiceProvider();
        Catalog = provider.GetRequiredService<SegmentCatalog>();
        Refresher = provider.GetRequiredService<SegmentRefresher>();
        Memberships = provider.GetRequiredService<SegmentMemberships>();
        Tags = provider.GetRequiredService<CustomerTags>();
        History = provider.GetRequiredService<RefreshHistory>();
        Events = provider.GetRequiredService<SegmentEvents>();
    }

    public SegmentCatalog Catalog { get; }

    public SegmentRefresher Refresher { get; }

    public SegmentMemberships Memberships { get; }

    public CustomerTags Tags { get; }

    public RefreshHistory History { get; }

    public SegmentEvents Events { get; }

    private sealed class ShopGroups(ScriptedShop shop, Crash crash) : ICustomerGroupWriter
    {
        public ValueTask<IReadOnlyDictionary<SubjectKey, string?>> ReadAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct) =>
            crash.StepAsync("reading groups", () => ValueTask.FromResult(shop.Groups(customers)));

        public async ValueTask WriteAsync(IReadOnlyList<CustomerGroupMove> moves, StoreTransaction transaction, CancellationToken ct) => await crash.StepAsync(
            "writing groups",
            () =>
            {
                shop.Move(moves);
                return ValueTask.FromResult(true);
            }).ConfigureAwait(false);
    }

    private sealed class RelayingHandler(ISegmentEventHandler handler, Crash crash) : ISegmentEventHandler
    {
        public string Name => handler.Name;

        public async ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct) => await crash.StepAsync(
            "handling an event",
            async () =>
            {
                await handler.HandleAsync(@event, ct).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
    }
}
