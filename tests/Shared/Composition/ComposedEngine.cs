using System.Text;
using Segmentation.Sql;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared.Composition;

/// <summary>Members by a statement of the host's own that embeds a segment; where one is refused, those of the rows plan.</summary>
internal abstract class ComposedEngine : ConformanceEngine
{
    private readonly StringBuilder _refusals = new();

    /// <summary>The case that runs, for the table of what is refused.</summary>
    public string Case { get; set; } = "";

    public int Composed { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Case, segment, code and path of everything that was refused.</summary>
    public string Refusals => _refusals.ToString();

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        var tables = new DatasetTables(data);
        await using Loaded loaded = await LoadAsync(tables, ct);
        var source = new SqlSource(data.Schema, loaded.Database, loaded.Map);
        EvaluationResult? read = null;
        var members = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (Segment segment in set.Segments)
        {
            try
            {
                SqlSegment composed = await source.ComposeAsync(set[segment.Id], asOf, ct: ct);
                IReadOnlyList<string> found = await KeysAsync(loaded, tables, composed, "IN", ct), others = await KeysAsync(loaded, tables, composed, "NOT IN", ct);
                Assert.Equal(data.Subjects.Count, found.Count + others.Count);
                Assert.Empty(found.Intersect(others));
                members.Add(segment.Id, found);
                Composed++;
            }
            catch (CompositionRefusedException refusal)
            {
                read ??= await new SegmentEvaluator(source).EvaluateAsync(set, asOf, new EvaluationOptions { External = Plugins.External }, ct: ct);
                members.Add(segment.Id, [.. read[segment.Id].Select(key => key.ToString())]);
                Refused++;
                foreach (Problem problem in refusal.Problems)
                    _refusals.Append(Case).Append(" | ").Append(segment.Id).Append(" | ").Append(problem.Code).Append(" | ").Append(problem.Path).Append('\n');
            }
        }

        return members;
    }

    /// <summary>Runs every case that is to have members, and compares what was refused with the approved table.</summary>
    public async Task RunAllAsync(string project, CancellationToken ct)
    {
        await RunAsync(_ => true, ct);
        Assert.True(Composed > 10 * Refused, $"{Composed} segments were composed, {Refused} refused");
        StatementShapes.AssertApproved(Refusals, project, "refused.approved.txt");
    }

    /// <summary>Runs the cases on texts and keys, which a locale of the database could change.</summary>
    public async Task RunTextsAsync(CancellationToken ct)
    {
        string[] chosen = ["text", "keys", "countDistinct"];
        await RunAsync(c => c.Requirements.Any(r => chosen.Any(r.Contains)), ct);
        Assert.True(Composed > 50 && Refused == 0, $"{Composed} segments were composed, {Refused} refused");
    }

    private async Task RunAsync(Func<ConformanceCase, bool> isChosen, CancellationToken ct)
    {
        var failures = new List<string>();
        foreach (ConformanceCase @case in ConformanceCases.All.Where(c => c.Expected is not null && isChosen(c)))
        {
            Case = @case.Name;
            try
            {
                await RunAsync(@case, ct);
            }
            catch (Exception failed) when (failed is ConformanceException or InvalidOperationException)
            {
                failures.Add($"{@case.Name}: {failed.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    protected abstract Task<Loaded> LoadAsync(DatasetTables tables, CancellationToken ct);

    private static async Task<IReadOnlyList<string>> KeysAsync(Loaded loaded, DatasetTables tables, SqlSegment segment, string isIn, CancellationToken ct)
    {
        string host = $"SELECT h.id FROM {loaded.Database.Dialect.Quote(loaded.Customers)} h WHERE h.id {isIn} (\n{{0}}\n) AND @host = 1";
        KeyKind kind = tables.KeyKindOf(tables.Schema.Subject);
        IReadOnlyList<string> keys = await ComposedMembers.FindAsync(loaded.Database, segment, ct, host, ("host", 1L));
        return [.. keys.Select(k => SubjectKey.Parse(k, kind)!.Value).Order().Select(k => k.ToString())];
    }

    /// <summary>A dataset in a database of its own.</summary>
    internal sealed record Loaded(SqlDatabase Database, Action<SqlMap> Map, SqlName Customers, Func<ValueTask> End) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => End();
    }
}
