using System.Runtime.CompilerServices;
using Segmentation.Subjects;

namespace Segmentation.Tests.Evaluation;

/// <summary>Some of the customers of a source, and of some only their own rows without those behind them; all rows that are referred to.</summary>
/// <param name="inner">The whole.</param>
/// <param name="has">Whether a customer is there, and whether with the rows behind.</param>
internal sealed class FilteredSource(ISegmentSource inner, Func<SubjectKey, (bool IsThere, bool IsWhole)> has) : ISegmentSource
{
    public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) =>
        new Snapshot(await inner.OpenAsync(needs, ct), needs.Schema.Subject, has);

    private sealed class Snapshot(ISourceSnapshot inner, SchemaEntity subject, Func<SubjectKey, (bool IsThere, bool IsWhole)> has) : ISourceSnapshot
    {
        public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (ColumnBatch batch in inner.ReadAsync(read, ct))
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    (bool isThere, bool isWhole) = read.Root == subject ? has(batch.RootKeys[row]) : (true, true);
                    if (isThere && (isWhole || read.IsRoot))
                        yield return batch.Slice(row, 1);
                }
            }
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
