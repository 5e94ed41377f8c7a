namespace Segmentation.Evaluation;

/// <summary>A place in the stream of a read.</summary>
internal sealed class ReadCursor(IAsyncEnumerable<ColumnBatch> batches, EntityRead read, CancellationToken ct) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ColumnBatch> _batches = batches.GetAsyncEnumerator(ct);

    public EntityRead Read { get; } = read;

    /// <summary>The batch that <see cref="Position"/> is in; only after <see cref="MoveToRowAsync"/> said true.</summary>
    public ColumnBatch Batch { get; private set; } = null!;

    /// <summary>The next row of the batch.</summary>
    public int Position { get; set; }

    public long RowsRead { get; private set; }

    /// <summary>Makes sure that there is a row at the position; false at the end of the stream.</summary>
    public async ValueTask<bool> MoveToRowAsync()
    {
        while (Batch is null || Position == Batch.Count)
        {
            if (!await _batches.MoveNextAsync().ConfigureAwait(false))
            {
                Batch = null!;
                return false;
            }

            Batch = _batches.Current;
            Position = 0;
            RowsRead += Batch.Count;
            Check(Batch);
        }

        return true;
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private void Check(ColumnBatch batch)
    {
        if (batch.Columns.Count != Read.Attributes.Count || batch.References.Count != Read.References.Count)
            throw new SegmentSourceException($"The source answered the read of '{Read}' with {batch.Columns.Count} columns and {batch.References.Count} references; it was asked for {Read.Attributes.Count} and {Read.References.Count}.");
        if (Read.IsNested && batch.ParentKeys is null)
            throw new SegmentSourceException($"The source answered the read of '{Read}' without the keys of the parent rows.");
    }
}
