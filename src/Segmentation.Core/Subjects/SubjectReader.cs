using System.Runtime.CompilerServices;
using Segmentation.Evaluation;
using Segmentation.Subjects;

namespace Segmentation;

/// <summary>
/// Reads values of subjects in key order, with the same bound values that conditions compare. Safe for concurrent use;
/// every read opens a snapshot of its own.
/// </summary>
/// <param name="source">Where subjects come from.</param>
public sealed class SubjectReader(ISegmentSource source)
{
    private readonly ISegmentSource _source = source ?? throw new ArgumentNullException(nameof(source));

    /// <summary>
    /// Streams the subjects that satisfy a query. Memory is bounded by a block of subjects with the rows behind them, and by
    /// the rows that others refer to by key. The source is read from its first subject on, as far as the enumeration goes.
    /// </summary>
    /// <param name="query">What is shown, and who.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <param name="options">Which of them; null for all.</param>
    /// <param name="ct">Cancels between blocks and while rows are read.</param>
    /// <exception cref="SegmentSourceException">While enumerating: the source cannot give what the query needs.</exception>
    /// <exception cref="SegmentDataException">While enumerating: a value or a key of the data breaks a rule.</exception>
    /// <exception cref="InvalidOperationException">While enumerating: the keys asked for are out of order, or of another kind than those of the source.</exception>
    public IAsyncEnumerable<SubjectRow> ReadAsync(
        SubjectQuery query, DateTimeOffset asOf, SubjectReadOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        AsOfRange.Require(asOf);
        return ReadBlocksAsync(query, asOf, options ?? new SubjectReadOptions(), ct);
    }

    /// <summary>Reads one page of the subjects that satisfy a query.</summary>
    /// <param name="query">What is shown, and who.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000; the same one for every page.</param>
    /// <param name="size">How many subjects at most, 1 or more; instead of <see cref="SubjectReadOptions.Take"/>.</param>
    /// <param name="options">Which of them; <see cref="SubjectReadOptions.After"/> is <see cref="SubjectPage.Next"/> of the page before. Null for the first page of all.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    public async Task<SubjectPage> ReadPageAsync(
        SubjectQuery query, DateTimeOffset asOf, int size, SubjectReadOptions? options = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(size, int.MaxValue);
        var rows = new List<SubjectRow>();
        // One more tells whether there is a next page.
        SubjectReadOptions page = (options ?? new SubjectReadOptions()) with { Take = size + 1 };
        await foreach (SubjectRow row in ReadAsync(query, asOf, page, ct).ConfigureAwait(false))
            rows.Add(row);
        bool hasNext = rows.Count > size;
        if (hasNext)
            rows.RemoveAt(size);
        return new SubjectPage(rows.AsReadOnly(), hasNext ? rows[^1].Key : null);
    }

    private async IAsyncEnumerable<SubjectRow> ReadBlocksAsync(
        SubjectQuery query, DateTimeOffset asOf, SubjectReadOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        int left = options.Take ?? int.MaxValue;
        if (left == 0)
            yield break;
        SubjectBlocks blocks = await SubjectBlocks.OpenAsync(_source, query.Schema, query.Plan, asOf, options, ct).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = blocks.ConfigureAwait(false);
        // A small page needs no large block, unless a filter passes over most subjects.
        int size = query.Filter is null ? Math.Min(options.BlockSize, left) : options.BlockSize;
        while (await blocks.NextAsync(size).ConfigureAwait(false) is { } block)
        {
            ct.ThrowIfCancellationRequested();
            ulong[]? satisfying = query.Filter is null ? null : block.Bits(query.Filter);
            for (int row = 0; row < block.Keys.Count; row++)
            {
                if (!Bits.IsSet(satisfying, row))
                    continue;
                yield return block.Row(row, query.Values);
                if (--left == 0)
                    yield break;
            }
        }
    }
}
