using Segmentation.Testing.Stores;

namespace Segmentation.Testing;

/// <summary>
/// Proves that a store does what <see cref="ISegmentStore"/> says, and that refreshes over it do. Who writes a store derives this, opens empty stores, and
/// calls <see cref="RunAsync"/> from its own tests, case by case.
/// </summary>
public abstract class StoreConformance
{
    /// <summary>What is tried, in a fixed order.</summary>
    public static IReadOnlyList<StoreCase> Cases { get; } =
    [
        .. DefinitionCases.All, .. MembershipCases.All, .. DeletionCases.All, .. LeaseCases.All, .. RunCases.All, .. HistoryCases.All,
        .. GroupCases.All, .. OutboxCases.All, .. CatalogCases.All, .. RefreshCases.All, .. AccountCases.All, .. EffectCases.All,
        .. ConcurrencyCases.All, .. ResumptionCases.All, .. CrashCases.All, .. DeliveryCases.All, .. RandomCases.All,
    ];

    /// <summary>The store's name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Opens a store without anything in it. It is disposed after the case where it can be.</summary>
    /// <param name="keyKind">The kind of its keys.</param>
    /// <param name="clock">The clock by which its leases end.</param>
    /// <param name="ct">Cancels the opening.</param>
    public abstract ValueTask<ISegmentStore> OpenAsync(KeyKind keyKind, TestClock clock, CancellationToken ct);

    /// <summary>Opens what a second process would: another store over the same tables. By default the same object.</summary>
    /// <param name="store">The store that was opened.</param>
    /// <param name="clock">The clock by which its leases end.</param>
    /// <param name="ct">Cancels the opening.</param>
    public virtual ValueTask<ISegmentStore> OpenAgainAsync(ISegmentStore store, TestClock clock, CancellationToken ct) => ValueTask.FromResult(store);

    /// <summary>Runs a case on a store of its own.</summary>
    /// <param name="case">The case.</param>
    /// <param name="ct">Cancels the run.</param>
    /// <exception cref="StoreConformanceException">The store did something else.</exception>
    public async Task RunAsync(StoreCase @case, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(@case);
        List<ISegmentStore> opened = [];
        try
        {
            await @case.Body(await OpenSceneAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (StoreDifferenceException difference)
        {
            throw new StoreConformanceException($"{Name}: {@case.Name}: {difference.Message}");
        }
        finally
        {
            foreach (ISegmentStore store in opened.AsEnumerable().Reverse().Distinct(ReferenceEqualityComparer.Instance).Cast<ISegmentStore>())
                await DisposeAsync(store).ConfigureAwait(false);
        }

        async Task<StoreScene> OpenSceneAsync()
        {
            var clock = new TestClock(StoreScene.Start);
            ISegmentStore store = await OpenAsync(@case.KeyKind, clock, ct).ConfigureAwait(false);
            opened.Add(store);
            await store.PrepareAsync(ct).ConfigureAwait(false);
            ISegmentStore second = await OpenAgainAsync(store, clock, ct).ConfigureAwait(false);
            opened.Add(second);
            return new StoreScene(store, second, clock, OpenSceneAsync, ct);
        }
    }

    private static async ValueTask DisposeAsync(ISegmentStore store)
    {
        if (store is IAsyncDisposable disposable)
            await disposable.DisposeAsync().ConfigureAwait(false);
        else
            (store as IDisposable)?.Dispose();
    }
}

/// <summary>A store does something else than <see cref="ISegmentStore"/> says; the message says what was expected and what was found.</summary>
public sealed class StoreConformanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, and what was found.</param>
    public StoreConformanceException(string message)
        : base(message)
    {
    }
}
