using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Segmentation.Refresh;

/// <summary>Writes the history of a run: entries whose ids a resumed run gives again.</summary>
internal sealed class RunHistory(RefreshRun run, TimeProvider time)
{
    public HistoryEntry Entry(HistoryAction action, string? segmentId, long affected = 0, string? message = null, long number = 0) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{run.Id}/{segmentId}/{Words<HistoryAction>.Of(action)}/{number}"),
        At = time.Now(),
        Action = action,
        SegmentId = segmentId,
        RunId = run.Id,
        Trigger = run.Trigger,
        Cause = run.Cause,
        CorrelationId = run.CorrelationId,
        Affected = affected,
        Message = message,
    };

    /// <summary>What a committed segment leaves in history; who entered and left only where somebody did.</summary>
    public IReadOnlyList<HistoryEntry> Committed(string segmentId, long size, long entered, long left) =>
    [
        .. entered > 0 ? [Entry(HistoryAction.CustomersAdded, segmentId, entered)] : Array.Empty<HistoryEntry>(),
        .. left > 0 ? [Entry(HistoryAction.CustomersRemoved, segmentId, left)] : Array.Empty<HistoryEntry>(),
        Entry(HistoryAction.RefreshFinished, segmentId, size),
    ];

    /// <summary>What a segment that failed leaves in history: when the run is resumed, once for each reason, beside what comes of it in the end.</summary>
    public HistoryEntry Failed(string segmentId, long size, string reason) => Entry(
        HistoryAction.RefreshFinished, segmentId, size, reason, BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(reason))) + 1L);
}
