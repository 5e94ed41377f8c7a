using System.Runtime.CompilerServices;
using Segmentation.Subjects;

namespace Segmentation.Explanations;

/// <summary>A view of a source with one subject and the rows behind it; rows that others refer to by key are all there.</summary>
/// <param name="inner">The whole view.</param>
/// <param name="subject">The entity of the subject.</param>
/// <param name="keyOf">The subject's key as a key of the kind that the source has; null when it cannot be one.</param>
internal sealed class OneSubjectSnapshot(ISourceSnapshot inner, SchemaEntity subject, Func<KeyKind, SubjectKey?> keyOf) : ISourceSnapshot
{
    public IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, CancellationToken ct) =>
        read.Root == subject ? ReadOneAsync(read, ct) : inner.ReadAsync(read, ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async IAsyncEnumerable<ColumnBatch> ReadOneAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (ColumnBatch batch in inner.ReadAsync(read, ct).ConfigureAwait(false))
        {
            if (keyOf(batch.RootKeys.Kind) is not { } key)
                yield break;
            int from = 0;
            while (from < batch.Count && Order(batch, from, key) < 0)
                from++;
            int to = from;
            while (to < batch.Count && Order(batch, to, key) == 0)
                to++;
            if (from < to)
                yield return batch.Slice(from, to - from);
            // Rows come in the order of the keys: what follows a greater one is greater still.
            if (to < batch.Count)
                yield break;
        }
    }

    private static int Order(ColumnBatch batch, int row, SubjectKey key) =>
        batch.RootKeys.IsMissing(row) ? 0 : batch.RootKeys[row].CompareTo(key);
}
