namespace Segmentation.InMemory;

/// <summary>The rows of one evaluation: the subject's in key order, and those that others refer to.</summary>
internal sealed class ObjectSnapshot(RequestPlan plan, Dictionary<string, RootRows> roots) : ISourceSnapshot
{
    private volatile bool _isDisposed;

    public IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(read);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!plan.Asks(read.Root.Name))
            throw new SegmentSourceException($"The read '{read}' was not in the request that opened the snapshot: ask for it there.");
        var missing = new List<string>();
        Dictionary<EntityAccess, ReadPlan> plans = plan.Plan(read, missing);
        if (missing.Count > 0)
            throw new SegmentSourceException(string.Join(Environment.NewLine, missing));
        bool hasRows = roots.TryGetValue(read.Root.Name, out RootRows? rows) && rows.Count > 0;
        return new BatchStream(hasRows ? new BatchReader(read, rows!, plans).Read() : [], () => _isDisposed, ct);
    }

    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return ValueTask.CompletedTask;
    }
}
