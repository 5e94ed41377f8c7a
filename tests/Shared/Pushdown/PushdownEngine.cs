using Segmentation.Sql;
using Segmentation.Sql.Store;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared.Pushdown;

/// <summary>The stored members after a refresh inside the database.</summary>
internal abstract class PushdownEngine : ConformanceEngine
{
    public override string Name => "refresh inside the database";

    /// <summary>How many segments the database answered, and how many were evaluated in process.</summary>
    public int Pushed { get; private set; }

    public int Evaluated { get; private set; }

    /// <summary>Words of statements that no published list has.</summary>
    public HashSet<string> OtherWords { get; } = new(StringComparer.Ordinal);

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        var tables = new DatasetTables(data);
        KeyKind kind = tables.KeyKindOf(data.Schema.Subject);
        await using Place place = await LoadAsync(tables, ct);
        PushdownTrace trace = new();
        using SqlSegmentStore store = place.Store(kind, trace.Observe);
        await store.PrepareAsync(ct);
        var source = new SqlSource(data.Schema, place.Database, place.Map);
        PushdownHost host = new(source, store, TimeProvider.System, data.Schema, isInDatabase: true, set.Options);
        await host.Catalog.SaveAsync([.. set.Segments.Select(s => new SegmentSave(s))], ct);
        await host.Catalog.ReplaceListsAsync(Stored(set.Lists, kind), ct);
        DateTimeOffset whole = asOf.AddTicks(-(asOf.Ticks % TimeSpan.TicksPerMicrosecond));
        await host.Refresher.RefreshAsync(new RefreshRequest { Segments = [.. set.Segments.Select(s => s.Id)], AsOf = whole }, null, ct);
        Pushed += trace.Pushed;
        Evaluated += set.Segments.Count - trace.Pushed;
        OtherWords.UnionWith(trace.OtherWords());

        Dictionary<SubjectKey, string> written = data.Subjects.Select(s => s.Key!).ToDictionary(k => data.KeyOf(data.Schema.Subject.Name, k)!.Value);
        var members = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (Segment segment in set.Segments)
        {
            StoredSegment stored = (await store.FindSegmentAsync(segment.Id, ct))!;
            Assert.Null(stored.State.Error);
            List<string> keys = [];
            await foreach (StoredMember member in store.GetMembersAsync(segment.Id, null, ct))
                keys.Add(written[member.Key]);
            Assert.Equal(stored.State.Size, keys.Count);
            members.Add(segment.Id, keys);
        }

        return whole == asOf ? members : await EvaluateAsync(source, set, whole, asOf, members, ct);
    }

    /// <summary>A refresh takes whole microseconds: its members are those of an evaluation then, and what is given is one at the instant asked for.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        SqlSource source, SegmentSet set, DateTimeOffset whole, DateTimeOffset asOf, Dictionary<string, IReadOnlyList<string>> members, CancellationToken ct)
    {
        var evaluator = new SegmentEvaluator(source);
        EvaluationResult then = await evaluator.EvaluateAsync(set, whole, ct: ct), now = await evaluator.EvaluateAsync(set, asOf, ct: ct);
        Assert.All(then.Segments, s => Assert.Equal(s.Select(k => k.ToString()), members[s.SegmentId]));
        return now.Segments.ToDictionary(s => s.SegmentId, s => (IReadOnlyList<string>)[.. s.Select(k => k.ToString())], StringComparer.Ordinal);
    }

    /// <summary>The lists without what is no key: a store takes none, and it is nobody.</summary>
    private static SegmentLists Stored(SegmentLists lists, KeyKind kind)
    {
        return new(lists.Segments.ToDictionary(l => l.Key, l => new SegmentList(Keys(l.Value.Include), Keys(l.Value.Exclude)), StringComparer.Ordinal));

        IReadOnlyList<string> Keys(IReadOnlyList<string> texts) => [.. texts.Where(t => SubjectKey.Parse(t, kind) is not null)];
    }

    protected abstract Task<Place> LoadAsync(DatasetTables tables, CancellationToken ct);

    /// <summary>A database with customers, and room for a store.</summary>
    internal sealed record Place(
        SqlDatabase Database, Action<SqlMap> Map, Func<KeyKind, Func<StoreStep, ValueTask>, SqlSegmentStore> Store, Func<ValueTask> End) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => End();
    }
}
