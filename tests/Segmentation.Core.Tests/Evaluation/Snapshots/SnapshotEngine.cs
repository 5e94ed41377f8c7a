using Segmentation.Testing;

namespace Segmentation.Tests.Evaluation;

/// <summary>
/// Evaluates over a snapshot in each of the ways there are and asks that they agree: anew and over what was kept at
/// another instant; in blocks of several sizes, in turn and at once; with customers put in, replaced and removed, left in
/// parts and put together; as a stream.
/// </summary>
internal sealed class SnapshotEngine : ConformanceEngine
{
    public override string Name => "snapshot";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        var source = new DatasetSource(data, 3);
        ColumnSnapshot snapshot = await ColumnSnapshot.LoadAsync(source, set, ct);
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected = await Members(snapshot, set, asOf.AddDays(-17), 64, 1);
        expected = await Members(snapshot, set, asOf, 64, 1);
        Assert.Equal(expected, await Members(await ColumnSnapshot.LoadAsync(source, set, ct), set, asOf, 1, 3));
        Assert.Equal(expected, await Members(snapshot, set, asOf, 192, 4));

        // Every third customer is stale at first, every other third not there, and someone is who will be gone.
        static int Third(SubjectKey key) => key.ToString().Sum(c => c) % 3;
        ColumnSnapshot before = await ColumnSnapshot.LoadAsync(new FilteredSource(source, key => (Third(key) < 2, Third(key) == 0)), set, ct);
        ColumnSnapshot changes = await ColumnSnapshot.LoadAsync(new FilteredSource(source, key => (Third(key) > 0, true)), set, ct);
        await Members(before, set, asOf, 64, 1);
        Assert.Equal(expected, await Members(before.With(changes), set, asOf, 64, 1));

        ColumnSnapshot parts = before;
        foreach (int bit in Enumerable.Range(0, 8))
            parts = parts.With(await ColumnSnapshot.LoadAsync(new FilteredSource(source, key => (Third(key) > 0 && key.ToString()[^1] % 8 == bit, true)), set, ct));
        Assert.Equal(expected, await Members(parts, set, asOf, 64, 2));
        Assert.Equal(expected, await Members(await ColumnSnapshot.LoadAsync(new Streamed(parts), set, ct), set, asOf, 64, 1));

        SubjectKey[] gone = [.. data.Rows(data.Schema.Subject.Name).Select(data.KeyOf).Where(k => Third(k) == 1)];
        var left = gone.Select(k => k.ToString()).ToHashSet(StringComparer.Ordinal);
        ColumnSnapshot none = await ColumnSnapshot.LoadAsync(new FilteredSource(source, _ => (false, false)), set, ct);
        Assert.Equal(
            expected.ToDictionary(e => e.Key, e => (IReadOnlyList<string>)[.. e.Value.Where(k => !left.Contains(k))]),
            await Members(parts.With(none, gone), set, asOf, 64, 1));
        return expected;

        async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Members(ColumnSnapshot over, SegmentSet of, DateTimeOffset at, int block, int threads)
        {
            var options = new EvaluationOptions { BlockSize = block, MaxDegreeOfParallelism = threads, External = Plugins.External };
            EvaluationResult result = await new SegmentEvaluator(over).EvaluateAsync(of, at, options, ct: ct);
            return of.Segments.ToDictionary(s => s.Id, s => (IReadOnlyList<string>)[.. result[s.Id].Select(key => key.ToString())], StringComparer.Ordinal);
        }
    }

    /// <summary>A source that is known to be nothing more.</summary>
    private sealed class Streamed(ISegmentSource inner) : ISegmentSource
    {
        public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => inner.OpenAsync(needs, ct);
    }
}
