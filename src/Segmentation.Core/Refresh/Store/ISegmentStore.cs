namespace Segmentation;

/// <summary>
/// Where definitions, members, runs, history, groups, tags and events are kept. One store implements all of it, because a
/// commit changes all of it in one transaction. Implementations are singletons, safe for concurrent use, and several
/// processes may share what is behind them.
/// </summary>
/// <remarks>
/// <para>Every method that writes does all of it or nothing: when it throws, or the process dies in it, nothing is written.
/// What a method has written before it returns, no crash undoes. <c>StoreConformance</c> in Segmentation.Testing proves an
/// implementation.</para>
/// <para>Ids, tags, groups and reasons are compared by ordinal. Keys are kept by value, and order as
/// <see cref="SubjectKey"/> says. Instants are kept to the microsecond; who calls gives no finer ones. All sequence numbers
/// and stamps grow in the order of commits: what becomes visible later has a greater number.</para>
/// <para>A store knows two clocks. Instants that it is given are facts to keep. Leases end by its own clock, which all
/// processes share where a server has one, so that clocks of hosts that differ do no harm.</para>
/// </remarks>
public interface ISegmentStore : IDefinitionStore, IMembershipStore, ILeaseStore, IRunStore, IHistoryStore, IGroupStore, ITagStore, IOutboxStore
{
    /// <summary>The kind of every customer's key in the store. A key of another kind is refused with an <see cref="ArgumentException"/>.</summary>
    KeyKind KeyKind { get; }

    /// <summary>Makes what the store needs (its tables) where that is missing, and checks that it can be read and written. May be called again, and by several processes at once.</summary>
    /// <param name="ct">Cancels the preparation.</param>
    /// <exception cref="SegmentStoreException">The store cannot be used; the message says why and how to mend it.</exception>
    ValueTask PrepareAsync(CancellationToken ct);
}
