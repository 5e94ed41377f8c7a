using Segmentation.EntityFrameworkCore.Tests.Conformance;
using Segmentation.Testing;

namespace Segmentation.EntityFrameworkCore.Tests.Generation;

/// <summary>Members over the rows that EF Core reads are those that the oracle finds.</summary>
public sealed class SourcePropertyTests(PostgresBags postgres) : IClassFixture<PostgresBags>
{
    [Fact]
    public Task Evaluation_OnSqlite_AgreesWithTheOracle() => CheckAsync(new SourceEngine("SQLite", BagDatabase.OnSqliteAsync));

    [Fact]
    public Task Evaluation_OnPostgreSql_AgreesWithTheOracle() => CheckAsync(new SourceEngine("PostgreSQL", postgres.OpenAsync));

    private static Task CheckAsync(SourceEngine engine) => RandomScenarios.CheckAsync(async (scenario, ct) =>
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected = scenario.Ask();
        IReadOnlyDictionary<string, IReadOnlyList<string>> actual = await engine.EvaluateAsync(scenario.Data, scenario.Bind(), scenario.AsOf, ct);
        KeyKind kind = scenario.Data.KeyKindOf(scenario.Data.Schema.Subject.Name);
        return scenario.Segments
            .Where(s => !RandomScenarios.AsStored(expected[s.Id], kind).SequenceEqual(actual[s.Id]))
            .Select(s => $"{s.Id}: the oracle finds [{string.Join(", ", expected[s.Id])}], {engine.Name} finds [{string.Join(", ", actual[s.Id])}]")
            .FirstOrDefault();
    });
}
