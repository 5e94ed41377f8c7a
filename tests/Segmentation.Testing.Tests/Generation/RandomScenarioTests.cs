namespace Segmentation.Testing.Tests;

public sealed class RandomScenarioTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(688239990)]
    public void Create_OfTheSameSeed_GivesTheSameScenario(int seed) =>
        Assert.Equal(RandomScenario.Create(seed).Describe(), RandomScenario.Create(seed).Describe());

    [Fact]
    public void Create_OfManySeeds_ShowsEveryKindOfSchema()
    {
        RandomScenario[] scenarios = [.. Enumerable.Range(0, 120).Select(RandomScenario.Create)];
        SchemaEntity[] entities = [.. scenarios.SelectMany(s => s.Data.Schema.Entities)];
        Type[] computations = [.. entities.SelectMany(e => e.Attributes).Where(a => a.Computation is not null).Select(a => a.Computation!.GetType()).Distinct()];
        Assert.Empty(typeof(Computation).GetNestedTypes().Except(computations));
        Type[] relations = [.. entities.SelectMany(e => e.Relations).Select(r => r.GetType()).Distinct()];
        Assert.Equal(6, relations.Length);
        Assert.Equal(3, scenarios.Select(s => s.Data.KeyKindOf("customer")).Distinct().Count());
        Assert.Contains(entities, e => e.Attributes.Any(a => a.Hierarchy is not null));
        Assert.Contains(scenarios, s => s.Data.Schema.Roles.Guest is null);
        Assert.Contains(scenarios, s => s.Lists.Segments.Count > 0);
    }

    [Fact]
    public async Task ShrinkAsync_OfAFailure_LeavesWhatItNeeds()
    {
        RandomScenario scenario = Enumerable.Range(1, 20).Select(RandomScenario.Create).First(s => s.Data.Subjects.Count is > 2 and < 10);
        RandomScenario smallest = await scenario.ShrinkAsync(s => Task.FromResult(s.Data.Subjects.Count >= 2), TestContext.Current.CancellationToken);
        Assert.Equal(2, smallest.Data.Subjects.Count);
        Assert.Equal(2, smallest.Data.Schema.Entities.Sum(e => smallest.Data.Rows(e.Name).Count));
        Assert.Single(smallest.Segments);
    }
}
