using System.Security.Cryptography;
using System.Text;

namespace Segmentation;

/// <summary>A customer entered or left a segment. Immutable.</summary>
public sealed record SegmentEvent
{
    /// <summary>
    /// The id: the same run, segment, customer and kind always give the same one, so that a handler that has seen it knows
    /// a repetition.
    /// </summary>
    public required Guid Id { get; init; }

    /// <summary>Its place in the outbox, given by the store. A customer's events are delivered in this order.</summary>
    public required long Sequence { get; init; }

    /// <summary>The segment.</summary>
    public required string SegmentId { get; init; }

    /// <summary>The customer.</summary>
    public required SubjectKey Customer { get; init; }

    /// <summary>Whether the customer entered or left.</summary>
    public required MemberChangeKind Kind { get; init; }

    /// <summary>Why.</summary>
    public required MemberChangeCause Cause { get; init; }

    /// <summary>The instant as of which it was found.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The run that found it.</summary>
    public required string RunId { get; init; }

    /// <summary>What the run is correlated by; null for nothing.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The id of the event for a change, for stores.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="segmentId">The segment.</param>
    /// <param name="change">The change.</param>
    public static Guid IdOf(string runId, string segmentId, MemberChange change)
    {
        // A GUID of version 8 from a digest; neither a run's id nor a segment's has a line break.
        string key = change.Key.Kind == KeyKind.Guid ? change.Key.Guid.ToString("D") : change.Key.ToString();
        string text = $"{runId}\n{segmentId}\n{(change.Kind == MemberChangeKind.Entered ? '+' : '-')}{key}";
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
