using System.Globalization;
using Acme.Loyalty;
using Segmentation.Testing;
using Segmentation.Tests.Serialization;

namespace Segmentation.Tests.Plugins;

/// <summary>The sample package's own conformance cases.</summary>
public sealed class LoyaltyTests
{
    internal static readonly FakeTills Tills = new((1, "kyiv", 3), (2, "lviv", 2), (3, "kyiv", 1));

    internal static readonly ConformancePlugins Plugins = new()
    {
        Language = ConditionLanguage.BuiltIn.Extend(l => l.AddLoyalty()),
        Extend = LoyaltyProgramme.AddLoyalty,
        External = ExternalAnswers.Create(a => a.Add(new TillAnswers(Tills))),
        Answer = (condition, customer) =>
        {
            var bought = (BoughtAtTill)condition;
            return Tills.Count(bought.Shops, long.Parse(customer, CultureInfo.InvariantCulture)) >= bought.Times;
        },
    };

    public static TheoryData<string> Cases => [.. Load().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Oracle_OnACaseOfThePackage_GivesTheExpectedAnswer(string name) => Run(new OracleEngine { Plugins = Plugins }, name);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Columns_OnACaseOfThePackage_GiveTheExpectedAnswer(string name) => Run(new ColumnEngine { Plugins = Plugins }, name);

    [Fact]
    public void Package_AddedTwice_IsAddedOnce()
    {
        ConditionLanguage twice = Plugins.Language.Extend(l => l.AddLoyalty());
        Assert.Equal(Plugins.Language.Conditions, twice.Conditions);
        Assert.Equal(Plugins.Language.Operators, twice.Operators);
    }

    private static Task Run(ConformanceEngine engine, string name) =>
        engine.RunAsync(Load().Single(c => c.Name == name), TestContext.Current.CancellationToken);

    internal static IReadOnlyList<ConformanceCase> Load() => ConformanceCases.Load(Golden.ReadResource("cases/loyalty.cases.json"));
}
