namespace Segmentation.Testing.Tests;

public sealed class ConformanceTests
{
    public static TheoryData<string> Cases => [.. ConformanceCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Oracle_OnACase_GivesTheExpectedAnswer(string name) => Run(new OracleEngine(), name);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Columns_OnACase_GiveTheExpectedAnswer(string name) => Run(new ColumnEngine(), name);

    [Fact]
    public void Names_OfCases_AreUnique() =>
        Assert.DoesNotContain(ConformanceCases.All.CountBy(c => c.Name), n => n.Value > 1);

    private static Task Run(ConformanceEngine engine, string name) =>
        engine.RunAsync(ConformanceCases.All.Single(c => c.Name == name), TestContext.Current.CancellationToken);
}
