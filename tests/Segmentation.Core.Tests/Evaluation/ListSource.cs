using System.Runtime.CompilerServices;

namespace Segmentation.Tests.Evaluation;

/// <summary>A source that gives the batches it is told to, by the name of the read, right or wrong; counts what was asked.</summary>
internal sealed class ListSource(Dictionary<string, Func<EntityRead, IEnumerable<ColumnBatch>>> reads) : ISegmentSource, ISourceSnapshot
{
    public List<string> Asked { get; } = [];

    public int Disposed { get; private set; }

    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => new(this);

    public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
    {
        Asked.Add(read.ToString());
        foreach (ColumnBatch batch in reads[read.ToString()](read))
        {
            ct.ThrowIfCancellationRequested();
            yield return batch;
        }

        await Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return ValueTask.CompletedTask;
    }

    /// <summary>A batch of integer keys and one column a requested attribute.</summary>
    public static ColumnBatch Batch(long[] roots, long[]? keys = null, long[]? parents = null, params Column[] columns) => new()
    {
        Count = roots.Length,
        RootKeys = KeyColumn.Integers(roots, roots.Length),
        Keys = keys is null ? null : KeyColumn.Integers(keys, keys.Length),
        ParentKeys = parents is null ? null : KeyColumn.Integers(parents, parents.Length),
        Columns = columns,
    };

    public static Column Decimals(params decimal?[] values)
    {
        var builder = new ColumnBuilder(AttributeType.Decimal);
        foreach (decimal? value in values)
        {
            if (value is null)
                builder.AppendMissing();
            else
                builder.Append(value.Value);
        }

        return builder.Take();
    }

    public static Column Texts(params string?[] values)
    {
        var builder = new ColumnBuilder(AttributeType.Text);
        foreach (string? value in values)
        {
            if (value is null)
                builder.AppendMissing();
            else
                builder.Append(value);
        }

        return builder.Take();
    }
}
