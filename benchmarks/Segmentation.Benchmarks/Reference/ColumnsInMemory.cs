using System.Runtime.CompilerServices;

namespace Segmentation.Benchmarks.Reference;

/// <summary>
/// Keeps the batches of another source when they are read first, and gives the same ones again. What is measured over it is
/// evaluation, without the walk over the objects.
/// </summary>
internal sealed class ColumnsInMemory(ISegmentSource source) : ISegmentSource
{
    private readonly Dictionary<string, List<ColumnBatch>> _batches = [];

    public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        if (_batches.Count == 0)
        {
            await using ISourceSnapshot snapshot = await source.OpenAsync(needs, ct);
            foreach (EntityRead read in needs.Reads)
                _batches.Add(read.ToString(), await snapshot.ReadAsync(read, ct).ToListAsync(ct));
        }

        return new Snapshot(_batches);
    }

    private sealed class Snapshot(Dictionary<string, List<ColumnBatch>> batches) : ISourceSnapshot
    {
        public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
        {
            await Task.CompletedTask;
            foreach (ColumnBatch batch in batches[read.ToString()])
                yield return batch;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
