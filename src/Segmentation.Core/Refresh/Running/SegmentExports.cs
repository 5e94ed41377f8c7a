namespace Segmentation.Refresh;

/// <summary>Hands the members of committed segments to those who export them.</summary>
internal sealed class SegmentExports(IReadOnlyList<ISegmentExporter> exporters, RefreshServices services)
{
    /// <summary>Exports a segment. What fails is logged and told of, and neither undoes the commit nor keeps the others from exporting.</summary>
    public async Task<SegmentRefresh> RunAsync(SegmentRefresh refreshed, Segment segment, RefreshRun run, CancellationToken ct)
    {
        foreach (ISegmentExporter exporter in exporters)
        {
            var request = new SegmentExportRequest(segment, run.AsOf, services.Store.GetMembersAsync(segment.Id, null, ct).Select(m => m.Key));
            try
            {
                if (await exporter.ExportAsync(request, ct).ConfigureAwait(false) is not { } export)
                    continue;
                refreshed = refreshed with { Exports = [.. refreshed.Exports, export] };
                RefreshLog.Exported(services.Log, run.Id, segment.Id, export.Rows, export.Location);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception)
            {
                refreshed = refreshed with { ExportError = refreshed.ExportError is { } before ? $"{before} {exception.Message}" : exception.Message };
                RefreshLog.NotExported(services.Log, exception, run.Id, segment.Id);
            }
        }

        return refreshed;
    }
}
