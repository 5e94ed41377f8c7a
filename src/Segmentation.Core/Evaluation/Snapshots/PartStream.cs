using System.Runtime.CompilerServices;
using Segmentation.Subjects;

namespace Segmentation.Evaluation;

/// <summary>Streams the rows of several parts in the order of their roots' keys, as any source does.</summary>
internal sealed class PartStream(IReadOnlyList<SnapshotPart> parts, IReadOnlyDictionary<string, Lazy<KeyOrder>> orders) : ISourceSnapshot
{
    private const int RootsOfABatch = 4096;

    public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (KeyOrder.Stretch stretch in orders[read.Root.Name].Value.Stretches)
        {
            for (int from = stretch.From; from < stretch.From + stretch.Count; from += RootsOfABatch)
            {
                ct.ThrowIfCancellationRequested();
                ColumnBatch batch = Batch(parts[stretch.Part], read, from, Math.Min(RootsOfABatch, stretch.From + stretch.Count - from));
                if (batch.Count > 0)
                    yield return batch;
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The rows of a read that belong to some root rows of a part.</summary>
    private static ColumnBatch Batch(SnapshotPart part, EntityRead read, int from, int count)
    {
        (int[] roots, int[] parents, int first) = Place(part, read, from, count);
        TableColumns table = part.Table(read);
        KeyColumn rootKeys = part.Root(read).Rows.Keys!.Column(roots);
        int[] rows = [.. Enumerable.Range(first, roots.Length)];
        return new ColumnBatch
        {
            Count = roots.Length,
            RootKeys = rootKeys,
            ParentKeys = read.IsNested ? KeysOf(part.Parent(read), parents) : null,
            Keys = read.IsRoot ? rootKeys : KeysOf(table, rows),
            Columns = [.. read.Attributes.Select(a => BatchRows.Pick(table.Rows.Columns[table.Needs.IndexOf(a)], rows))],
            References = [.. read.References.Select(r =>
                part.Root(r.Target).Rows.Keys!.Column(table.Rows.References[table.Needs.IndexOf(r)].AsSpan(first, roots.Length)))],
        };
    }

    // Rows without keys of their own are numbered; they are only told apart below one root.
    private static KeyColumn KeysOf(TableColumns table, int[] rows) => table.Rows.Keys is { } keys && keys.Count == table.Rows.Count
        ? keys.Column(rows)
        : KeyColumn.Integers(Array.ConvertAll(rows, row => (long)row), rows.Length);

    /// <summary>Of each row its root row and its parent row, and the first row; they follow one another.</summary>
    private static (int[] Roots, int[] Parents, int First) Place(SnapshotPart part, EntityRead read, int from, int count)
    {
        int[] roots = [.. Enumerable.Range(from, count)], parents = roots;
        int first = from;
        foreach (TableColumns step in part.Way(read))
        {
            int[] offsets = step.Rows.Offsets;
            var nextRoots = new List<int>();
            var nextParents = new List<int>();
            for (int i = 0; i < roots.Length; i++)
            {
                for (int row = offsets[first + i]; row < offsets[first + i + 1]; row++)
                {
                    nextRoots.Add(roots[i]);
                    nextParents.Add(first + i);
                }
            }

            first = offsets[first];
            (roots, parents) = ([.. nextRoots], [.. nextParents]);
        }

        return (roots, parents, first);
    }
}
