using System.Runtime.CompilerServices;

namespace Segmentation.Tests.Subjects;

/// <summary>A source that counts the rows it gives, by read, and the snapshots that are open.</summary>
internal sealed class CountingSource(ISegmentSource inner) : ISegmentSource
{
    public Dictionary<string, int> Rows { get; } = [];

    public int Opened { get; private set; }

    public int Open { get; private set; }

    public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        var snapshot = new Snapshot(this, await inner.OpenAsync(needs, ct));
        Opened++;
        Open++;
        return snapshot;
    }

    private sealed class Snapshot(CountingSource owner, ISourceSnapshot inner) : ISourceSnapshot
    {
        public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (ColumnBatch batch in inner.ReadAsync(read, ct))
            {
                owner.Rows[read.ToString()] = owner.Rows.GetValueOrDefault(read.ToString()) + batch.Count;
                yield return batch;
            }
        }

        public ValueTask DisposeAsync()
        {
            owner.Open--;
            return inner.DisposeAsync();
        }
    }
}
