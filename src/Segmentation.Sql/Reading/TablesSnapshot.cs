using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>A view of the tables for one evaluation: reads of one path share a pass.</summary>
internal sealed class TablesSnapshot : IReferenceSnapshot
{
    private readonly LiveTables _tables;
    private readonly SqlSnapshot _snapshot;
    private readonly Dictionary<EntityRead, ReadPlan?> _plans;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Root, string Path), TableScan> _open = [];
    private readonly List<TableScan> _scans = [];
    private Func<ReferredNode, IReadOnlyList<SubjectKey>>? _keys;
    private bool _isDisposed;

    /// <param name="tables">The tables there are.</param>
    /// <param name="snapshot">The view of the database.</param>
    /// <param name="plans">The reads that were asked for; null for one that is empty, as its table is not there.</param>
    public TablesSnapshot(LiveTables tables, SqlSnapshot snapshot, Dictionary<EntityRead, ReadPlan?> plans)
    {
        _tables = tables;
        _snapshot = snapshot;
        _plans = plans;
    }

    public IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (!_plans.TryGetValue(read, out ReadPlan? plan))
            throw new SegmentSourceException($"The read '{read}' was not in the request that opened the snapshot: ask for it there.");
        if (plan is null)
            return AsyncEnumerable.Empty<ColumnBatch>();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            (string, string) path = (read.Root.Name, plan.Path.Name);
            if (!_open.TryGetValue(path, out TableScan? scan) || scan.IsStarted)
            {
                _open[path] = scan = new TableScan(_tables, _snapshot, _keys);
                _scans.Add(scan);
            }

            return scan.Join(plan, ct);
        }
    }

    public void Resolve(Func<ReferredNode, IReadOnlyList<SubjectKey>> keys)
    {
        lock (_lock)
            _keys = keys;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        foreach (TableScan scan in _scans)
            await scan.DisposeAsync().ConfigureAwait(false);
        await _snapshot.DisposeAsync().ConfigureAwait(false);
    }
}
