namespace Segmentation;

/// <summary>
/// Leases: who may work on something for a while, across processes. A lease that is not renewed in time can be taken over;
/// its token then tells the former holder's writes from the new one's.
/// </summary>
/// <remarks>
/// A lease ends by the clock of the store. A clock that steps back neither ends a lease early nor makes it last longer
/// than its duration from then on: a lease that would still last longer than its duration was given before the step, and
/// counts as given now.
/// </remarks>
public interface ILeaseStore
{
    /// <summary>
    /// Takes those of the leases that are free: never taken, released, or run out. In one transaction. A holder that has a
    /// lease already does not get it again; it renews it.
    /// </summary>
    /// <param name="resources">What to work on, each once, such as <see cref="Lease.SegmentResource"/> gives it.</param>
    /// <param name="holder">Who asks: unique for each attempt to work, for people to read.</param>
    /// <param name="duration">How long the leases last unless they are renewed; more than zero.</param>
    /// <param name="ct">Cancels the taking.</param>
    /// <returns>The leases taken, in the order asked for, with tokens greater than any given for the resource before; and of the others who holds them.</returns>
    ValueTask<LeaseAnswer> AcquireAsync(IReadOnlyList<string> resources, string holder, TimeSpan duration, CancellationToken ct);

    /// <summary>Prolongs leases to last their full duration from now. One that has run out is prolonged as long as nobody took it over.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="ct">Cancels the renewal.</param>
    /// <returns>Those that are still held; the others were taken over or released.</returns>
    ValueTask<IReadOnlyList<Lease>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken ct);

    /// <summary>Gives leases back; those taken over are left as they are. The resource's next token is greater all the same.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="ct">Cancels the release.</param>
    ValueTask ReleaseAsync(IReadOnlyList<Lease> leases, CancellationToken ct);
}

/// <summary>The right to work on something until the lease runs out or is released.</summary>
/// <param name="Resource">What it is on.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Token">Grows with every taking of the resource, so that a write with a former token is refused.</param>
/// <param name="Duration">How long it lasts from being taken or renewed.</param>
public sealed record Lease(string Resource, string Holder, long Token, TimeSpan Duration)
{
    /// <summary>The resource of the step that moves customers to groups.</summary>
    public const string GroupResource = "step:groups";

    /// <summary>The resource of the delivery of events.</summary>
    public const string OutboxResource = "step:outbox";

    /// <summary>The resource of a segment's refresh.</summary>
    /// <param name="segmentId">The segment.</param>
    public static string SegmentResource(string segmentId) => $"segment:{segmentId}";
}

/// <summary>What became of asking for leases.</summary>
/// <param name="Taken">The leases taken.</param>
/// <param name="Busy">The resources that another one holds.</param>
public sealed record LeaseAnswer(IReadOnlyList<Lease> Taken, IReadOnlyList<BusyResource> Busy);

/// <summary>A resource that another one holds.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Remaining">How long the lease still lasts unless it is renewed; more than zero.</param>
public sealed record BusyResource(string Resource, string Holder, TimeSpan Remaining);
