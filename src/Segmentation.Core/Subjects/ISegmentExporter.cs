namespace Segmentation;

/// <summary>
/// Exports the members of a segment when a refresh has committed them, and again when a run is resumed that may have died
/// in between. Implementations are singletons, safe for concurrent use. A host may have several; one that throws does not
/// undo the refresh.
/// </summary>
public interface ISegmentExporter
{
    /// <summary>Exports a segment, where it asks for that.</summary>
    /// <param name="request">The segment and its members.</param>
    /// <param name="ct">Cancels the export; nothing of it is left then.</param>
    /// <returns>What was exported; null when the segment does not ask for it, and the members were not read.</returns>
    Task<SegmentExport?> ExportAsync(SegmentExportRequest request, CancellationToken ct);
}

/// <summary>A segment whose members are to be exported. Immutable.</summary>
/// <param name="Segment">The segment's definition.</param>
/// <param name="AsOf">The instant of the refresh, which values are shown as of.</param>
/// <param name="Members">The members as they were committed, in key order; read once, or not at all.</param>
public sealed record SegmentExportRequest(Segment Segment, DateTimeOffset AsOf, IAsyncEnumerable<SubjectKey> Members);

/// <summary>What was exported. Immutable.</summary>
/// <param name="Location">Where it is: a path, for example.</param>
/// <param name="Rows">How many members it has.</param>
public sealed record SegmentExport(string Location, long Rows);
