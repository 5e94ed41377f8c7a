using System.Text;
using Segmentation.Testing;

namespace Segmentation.EntityFrameworkCore.Tests.Conformance;

/// <summary>
/// Every segment of the conformance suite that is taken into a query has exactly its members there; every other one is
/// refused, by a code and for a condition that a reviewer has approved.
/// </summary>
public sealed class ComposedConformanceTests(PostgresBags postgres) : IClassFixture<PostgresBags>
{
    [Fact]
    public Task Cases_OnSqlite_GiveExactlyTheirMembersOrAreRefused() => CheckAsync("SQLite", BagDatabase.OnSqliteWithDateTimesAsync);

    [Fact]
    public Task Cases_OnSqliteWithOffsets_GiveExactlyTheirMembersOrAreRefused() => CheckAsync("SQLite with DateTimeOffset", BagDatabase.OnSqliteAsync);

    [Fact]
    public Task Cases_OnPostgreSql_GiveExactlyTheirMembersOrAreRefused() => CheckAsync("PostgreSQL", postgres.OpenAsync);

    private static async Task CheckAsync(string provider, Func<Dataset, CancellationToken, Task<BagDatabase>> open)
    {
        var engine = new ComposedEngine(provider, open);
        foreach (ConformanceCase @case in ConformanceCases.All.Where(c => c.Expected is not null))
        {
            if (@case.Requirements.Contains("SEMANTICS 4 keys as read"))
                continue;
            engine.Case = @case.Name;
            await engine.RunAsync(@case, TestContext.Current.CancellationToken);
        }

        Assert.True(engine.Composed > engine.Refused, $"{engine.Composed} segments were composed, {engine.Refused} refused");
        Approval.Require($"refused.{provider}.txt", engine.Refusals);
    }

    /// <summary>Members by queries; where a segment is refused, those that Core finds over the same rows.</summary>
    private sealed class ComposedEngine(string provider, Func<Dataset, CancellationToken, Task<BagDatabase>> open) : ConformanceEngine
    {
        private readonly StringBuilder _refusals = new();

        public override string Name => $"InSegment on {provider}";

        public string Case { get; set; } = "";

        public int Composed { get; private set; }

        public int Refused { get; private set; }

        public string Refusals => _refusals.ToString();

        public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
            Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
        {
            await using BagDatabase database = await open(data, ct);
            EvaluationResult read = await new SegmentEvaluator(new EntitySource<BagContext>(database, database.Maps)).EvaluateAsync(set, asOf, ct: ct);
            var members = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (Segment segment in set.Segments)
            {
                (IReadOnlyList<string>? found, IReadOnlyList<string>? others, CompositionRefusedException? refusal) =
                    await ComposedMembers.OfAsync(database, set[segment.Id], asOf, ct);
                members.Add(segment.Id, found ?? [.. read[segment.Id].Select(key => key.ToString())]);
                if (refusal is null)
                {
                    Composed++;
                    Assert.Equal(data.Subjects.Count, found!.Count + others!.Count);
                }

                Refused += refusal is null ? 0 : 1;
                foreach (Problem problem in refusal?.Problems ?? [])
                    _refusals.Append(Case).Append(" | ").Append(segment.Id).Append(" | ").Append(problem.Code).Append(" | ").Append(problem.Path).Append('\n');
            }

            return members;
        }
    }
}
