using Segmentation.Matching;
using Segmentation.Testing;
using Segmentation.Tests.Plugins;

namespace Segmentation.Tests.Matching;

/// <summary>The whole conformance suite, one customer at a time; and the cases of a plug-in package.</summary>
public sealed class MatcherConformanceTests
{
    public static TheoryData<string> Names => [.. ConformanceCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Case_Matched_GivesExactlyItsMembers(string name) => RunAsync(new MatcherEngine(byKey: false, new IndexLayout()), name);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Case_MatchedWithRowsByKeyAndAllInTemplates_GivesExactlyItsMembers(string name) =>
        RunAsync(new MatcherEngine(byKey: true, new IndexLayout(LeastTemplate: 1, MostCompiled: 0)), name);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Case_MatchedWithAllBehindGates_GivesExactlyItsMembers(string name) =>
        RunAsync(new MatcherEngine(byKey: false, new IndexLayout(LeastTemplate: int.MaxValue, LeastGated: 0, MostCompiled: 0)), name);

    [Theory]
    [MemberData(nameof(LoyaltyTests.Cases), MemberType = typeof(LoyaltyTests))]
    public Task PluginCase_MatchedWithStoredAnswers_GivesExactlyItsMembers(string name) =>
        new MatcherEngine(byKey: false, new IndexLayout()) { Plugins = LoyaltyTests.Plugins }
            .RunAsync(LoyaltyTests.Load().Single(c => c.Name == name), TestContext.Current.CancellationToken);

    private static Task RunAsync(MatcherEngine engine, string name)
    {
        ConformanceCase @case = ConformanceCases.All.Single(c => c.Name == name);
        if (@case.Requirements.Contains("SEMANTICS 4 keys as read") && @case.ReadData() is var data && data.KeyKindOf(data.Schema.Subject.Name) == KeyKind.Guid)
            Assert.Skip("A host's Guid keeps no other way of writing than its own.");
        return engine.RunAsync(@case, TestContext.Current.CancellationToken);
    }

    private sealed class MatcherEngine(bool byKey, IndexLayout layout) : ConformanceEngine
    {
        public override string Name => "matcher";

        public override Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
            Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
        {
            var options = new MatcherOptions { Layout = layout, Answers = new Answers(Plugins) };
            return Task.FromResult(new BagMatching(data, set, byKey, options).Members(asOf));
        }
    }

    private sealed class Answers(ConformancePlugins plugins) : IStoredAnswers
    {
        public bool Holds(ExternalCondition condition, SubjectKey customer) => plugins.Answer(condition, customer.ToString());
    }
}
