namespace Segmentation.InMemory;

/// <summary>Batches that are ready without waiting, as an asynchronous stream that can be cancelled between two of them.</summary>
internal sealed class BatchStream(IEnumerable<ColumnBatch> batches, Func<bool> isEnded, CancellationToken readToken) : IAsyncEnumerable<ColumnBatch>
{
    public IAsyncEnumerator<ColumnBatch> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(batches.GetEnumerator(), isEnded, readToken, cancellationToken);

    private sealed class Enumerator(
        IEnumerator<ColumnBatch> batches, Func<bool> isEnded, CancellationToken readToken, CancellationToken enumerationToken)
        : IAsyncEnumerator<ColumnBatch>
    {
        public ColumnBatch Current => batches.Current;

        public ValueTask<bool> MoveNextAsync()
        {
            readToken.ThrowIfCancellationRequested();
            enumerationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(isEnded(), typeof(ISourceSnapshot));
            return ValueTask.FromResult(batches.MoveNext());
        }

        public ValueTask DisposeAsync()
        {
            batches.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
