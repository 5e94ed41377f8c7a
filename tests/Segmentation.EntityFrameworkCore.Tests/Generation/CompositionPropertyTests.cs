using System.Collections.Concurrent;
using Segmentation.EntityFrameworkCore.Tests.Conformance;
using Segmentation.Testing;

namespace Segmentation.EntityFrameworkCore.Tests.Generation;

/// <summary>A segment that a query takes has exactly the members that the oracle finds; all others are refused by name.</summary>
public sealed class CompositionPropertyTests(PostgresBags postgres) : IClassFixture<PostgresBags>
{
    [Fact]
    public Task InSegment_OnSqlite_AgreesWithTheOracleOrRefuses() => CheckAsync(BagDatabase.OnSqliteWithDateTimesAsync);

    [Fact]
    public Task InSegment_OnPostgreSql_AgreesWithTheOracleOrRefuses() => CheckAsync(postgres.OpenAsync);

    private static async Task CheckAsync(Func<Dataset, CancellationToken, Task<BagDatabase>> open)
    {
        int composed = 0, asked = 0;
        var codes = new ConcurrentDictionary<string, int>();
        await RandomScenarios.CheckAsync(async (scenario, ct) =>
        {
            IReadOnlyDictionary<string, IReadOnlyList<string>> expected = scenario.Ask();
            SegmentSet set = scenario.Bind();
            KeyKind kind = scenario.Data.KeyKindOf(scenario.Data.Schema.Subject.Name);
            IReadOnlyList<string> all = [.. scenario.Data.Subjects.OrderBy(scenario.Data.KeyOf).Select(s => s.Key!)];
            await using BagDatabase database = await open(scenario.Data, ct);
            foreach (Segment segment in scenario.Segments)
            {
                asked++;
                (IReadOnlyList<string>? members, IReadOnlyList<string>? others, CompositionRefusedException? refusal) =
                    await ComposedMembers.OfAsync(database, set[segment.Id], scenario.AsOf, ct);
                foreach (Problem problem in refusal?.Problems ?? [])
                    codes.AddOrUpdate(problem.Code, 1, (_, n) => n + 1);
                if (members is null)
                    continue;
                composed++;
                IReadOnlyList<string> wanted = RandomScenarios.AsStored(expected[segment.Id], kind);
                if (!wanted.SequenceEqual(members))
                    return $"{segment.Id}: the oracle finds [{string.Join(", ", wanted)}], the query finds [{string.Join(", ", members)}]";
                if (!RandomScenarios.AsStored(all, kind).Except(wanted).SequenceEqual(others!))
                    return $"{segment.Id}: the query finds all but [{string.Join(", ", others!)}], and [{string.Join(", ", members)}]";
            }

            return null;
        });
        TestContext.Current.TestOutputHelper!.WriteLine($"{composed} of {asked} segments were composed");
        foreach ((string code, int count) in codes.OrderByDescending(c => c.Value))
            TestContext.Current.TestOutputHelper!.WriteLine($"{count,6} {code}");
        // A few draws may all be refused.
        Assert.True(asked < 100 || composed > asked / 10, "hardly a segment was composed");
    }
}
