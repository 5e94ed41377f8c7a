using Segmentation.Refresh;
using Segmentation.Sql.Store;

namespace Segmentation.Sql;

/// <summary>Refreshes segments by statements over customers and members in one database: see docs/pushdown.md.</summary>
internal sealed class SqlPushdown(SqlSource source, SqlSegmentStore store, CompositionDialect dialect) : ISegmentPushdown
{
    // SQLite takes 500 parts of a UNION, and 32,766 parameters.
    private const int MostSegments = 200;
    private const int MostParameters = 20_000;

    public async Task<IReadOnlyDictionary<string, PushdownResult>> RefreshAsync(IReadOnlyList<SegmentPushdown> segments, DateTimeOffset asOf, CancellationToken ct)
    {
        var results = new Dictionary<string, PushdownResult>(StringComparer.Ordinal);
        if (segments.Count == 0 || await TablesAsync(ct).ConfigureAwait(false) is not { } tables)
            return results;
        await store.PreparePushdownAsync(ct).ConfigureAwait(false);
        var difference = new DifferenceStatement(tables, dialect, asOf, store.NameOf);
        foreach (List<SegmentPushdown> chunk in Chunks(segments, difference))
            await RefreshAsync(chunk, difference, asOf, results, ct).ConfigureAwait(false);
        return results;
    }

    /// <summary>The tables; null when the map does not fit them, which an evaluation then says of every segment.</summary>
    private async Task<LiveTables?> TablesAsync(CancellationToken ct)
    {
        LiveTables tables;
        try
        {
            tables = await source.CheckedAsync(ct).ConfigureAwait(false);
        }
        catch (SegmentSourceException)
        {
            return null;
        }

        KeyKind? kind = tables[tables.Schema.Subject.Name].KeyKind;
        return kind == store.KeyKind
            ? tables
            : throw new InvalidOperationException($"The customers' keys are of kind {kind}, and the store's of kind {store.KeyKind}: make the store for the kind of the customers' keys, or do not call RefreshInDatabase.");
    }

    private async Task RefreshAsync(
        List<SegmentPushdown> chunk, DifferenceStatement difference, DateTimeOffset asOf, Dictionary<string, PushdownResult> results, CancellationToken ct)
    {
        try
        {
            foreach ((string id, PushdownResult result) in await store.PushDownAsync(chunk, difference, asOf, ct).ConfigureAwait(false))
                results[id] = result;
        }
        catch (PushdownFailedException failure) when (chunk.Count == 1)
        {
            results[chunk[0].SegmentId] = new PushdownResult(null, 0, 0, 0, failure.InnerException);
        }
        catch (PushdownFailedException)
        {
            // It does not say which segments it concerns: halves of them find out.
            int half = chunk.Count / 2;
            await RefreshAsync(chunk[..half], difference, asOf, results, ct).ConfigureAwait(false);
            await RefreshAsync(chunk[half..], difference, asOf, results, ct).ConfigureAwait(false);
        }
    }

    /// <summary>The segments that the database answers exactly, as many at a time as a statement takes.</summary>
    private IEnumerable<List<SegmentPushdown>> Chunks(IReadOnlyList<SegmentPushdown> segments, DifferenceStatement difference)
    {
        List<SegmentPushdown> chunk = [];
        int parameters = 0;
        foreach (SegmentPushdown segment in segments)
        {
            if (FindParameters(segment, difference) is not { } count)
                continue;
            if (chunk.Count == MostSegments || (chunk.Count > 0 && parameters + count > MostParameters))
            {
                yield return chunk;
                (chunk, parameters) = ([], 0);
            }

            chunk.Add(segment);
            parameters += count;
        }

        if (chunk.Count > 0)
            yield return chunk;
    }

    /// <summary>How many parameters a segment takes; null when it is not pushed down.</summary>
    private int? FindParameters(SegmentPushdown segment, DifferenceStatement difference)
    {
        var parameters = new StatementParameters(static i => "$1");
        try
        {
            string text = difference.Of(segment, 0, parameters);
            return dialect.IsDistributed && PushdownConstructs.Others(text).Count > 0 || parameters.Values.Count > MostParameters ? null : parameters.Values.Count;
        }
        catch (CompositionRefusedException)
        {
            return null;
        }
    }
}

/// <summary>The database could not find the members of segments, because of their data.</summary>
internal sealed class PushdownFailedException(Exception inner) : Exception(inner.Message, inner);
