using System.Collections.Concurrent;
using Segmentation.Sql.Store;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared;

/// <summary>The suite for stores, each store in a place of its own.</summary>
internal sealed class PlacedStores(string name, Func<Task<StorePlace>> newPlace) : StoreConformance, IAsyncDisposable
{
    private readonly ConcurrentDictionary<ISegmentStore, StorePlace> _places = new();

    public override string Name => name;

    public override async ValueTask<ISegmentStore> OpenAsync(KeyKind keyKind, TestClock clock, CancellationToken ct) => Open(await newPlace(), keyKind, clock);

    public override ValueTask<ISegmentStore> OpenAgainAsync(ISegmentStore store, TestClock clock, CancellationToken ct) =>
        ValueTask.FromResult<ISegmentStore>(Open(_places[store], store.KeyKind, clock));

    public async ValueTask DisposeAsync()
    {
        foreach (StorePlace place in _places.Values.Distinct())
            await place.DisposeAsync();
    }

    private SqlSegmentStore Open(StorePlace place, KeyKind keyKind, TestClock clock)
    {
        SqlSegmentStore store = place.Open(keyKind, settings => settings with { Clock = clock });
        _places[store] = place;
        return store;
    }
}
