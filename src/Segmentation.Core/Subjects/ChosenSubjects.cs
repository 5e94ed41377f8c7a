using System.Runtime.CompilerServices;

namespace Segmentation.Subjects;

/// <summary>
/// A view of a source with some subjects and the rows behind them. The subjects' own rows are read first, as
/// <see cref="Evaluation.TreeReader"/> does, so that the others can end where the last subject chosen does.
/// </summary>
/// <param name="inner">The whole view.</param>
/// <param name="subject">The subjects' entity.</param>
/// <param name="options">Which subjects.</param>
internal sealed class ChosenSubjects(ISourceSnapshot inner, SchemaEntity subject, SubjectReadOptions options) : ISourceSnapshot
{
    private SubjectKey? _last;
    private bool _isComplete;

    public IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, CancellationToken ct)
    {
        if (read.Root != subject || (options.Keys is null && options.After is null))
            return inner.ReadAsync(read, ct);
        return read.IsRoot ? ReadSubjectsAsync(read, ct) : ReadRowsAsync(read, ct);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async IAsyncEnumerable<ColumnBatch> ReadSubjectsAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
    {
        KeyStream? keys = options.Keys is null ? null : new KeyStream(options.Keys, subject.Name, ct);
        try
        {
            SubjectKey? after = null;
            await foreach (ColumnBatch batch in inner.ReadAsync(read, ct).ConfigureAwait(false))
            {
                after ??= AfterKey.Of(options.After, batch.RootKeys.Kind, subject.Name);
                int[] rows = await ChooseAsync(batch.RootKeys, after, keys).ConfigureAwait(false);
                if (rows.Length > 0)
                {
                    _last = batch.RootKeys.IsMissing(rows[^1]) ? _last : batch.RootKeys[rows[^1]];
                    yield return rows.Length == batch.Count ? batch : batch.Pick(rows);
                }

                if (keys is { IsAtEnd: true })
                    break;
            }

            _isComplete = true;
        }
        finally
        {
            if (keys is not null)
                await keys.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<int[]> ChooseAsync(KeyColumn column, SubjectKey? after, KeyStream? keys)
    {
        var rows = new List<int>(column.Count);
        for (int row = 0; row < column.Count && keys is not { IsAtEnd: true }; row++)
        {
            // A row without a key is kept: whoever reads on refuses it.
            bool isChosen = column.IsMissing(row)
                || (!(column[row] <= after) && (keys is null || await keys.HasAsync(column[row]).ConfigureAwait(false)));
            if (isChosen)
                rows.Add(row);
        }

        return [.. rows];
    }

    private async IAsyncEnumerable<ColumnBatch> ReadRowsAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (ColumnBatch batch in inner.ReadAsync(read, ct).ConfigureAwait(false))
        {
            bool isBeyond = _isComplete && batch.Count > 0 && !batch.RootKeys.IsMissing(0) && !(batch.RootKeys[0] <= _last);
            if (isBeyond)
                yield break;
            yield return batch;
        }
    }
}
