using System.Globalization;
using Segmentation.Testing;

namespace Segmentation.Tests.Plugins;

/// <summary>Over random groups of what the rows say and what the host says: the members are the oracle's, and nobody is asked about in vain.</summary>
public sealed class ExternalPropertyTests
{
    private const int Customers = 64;
    private const int Draws = 50;

    private static readonly ConditionLanguage Language = ConditionLanguage.BuiltIn.Extend(l => l.AddExternal<Said>());
    private static readonly ConditionBuilder C = new();

    // A customer's number decides everything about it: six bits, three in the rows and three that the host knows.
    private static readonly Dataset Data = Dataset.Parse(
        CommerceSchema.Create(),
        $$"""{ "customers": [ {{string.Join(',', Enumerable.Range(0, Customers).Select(i => $$"""{ "id": {{i}}, "failures_number": {{i % 8}} }"""))}} ] }""");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Evaluate_RandomGroups_AgreesWithTheOracle(int seed)
    {
        var random = new Random(seed);
        int undecided = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            // Each external condition once, so that three values decide whatever can be decided.
            var externals = new Queue<int>([3, 4, 5]);
            Segment first = Segment.Define("first").Where(Draw(random, 3, externals));
            Segment[] segments =
            [
                first, Segment.Define("second").Where(c => c.Any(c.NotInSegment("first"), Row(random.Next(3)))),
                Segment.Define("third").Where(Draw(random, 2, new Queue<int>([3, 4, 5]))),
            ];
            var host = new Host();
            EvaluationResult result = await new SegmentEvaluator(new DatasetSource(Data)).EvaluateAsync(
                PluginRun.Bind(Data.Schema, Language, segments),
                PluginRun.AsOf,
                new EvaluationOptions { External = ExternalAnswers.Create(a => a.Add(host, new ExternalAnswerOptions { BatchSize = 7 })) },
                ct: TestContext.Current.CancellationToken);

            foreach ((string id, IReadOnlyList<string> members) in Expected(segments, Truth))
                Assert.Equal(string.Join(' ', members), result.Members(id));
            HashSet<string> open = [.. Undecided(segments)];
            Assert.Empty(host.Asked.Except(open));
            undecided += open.Count;
        }

        Assert.True(undecided > Draws);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Expected(Segment[] segments, Func<int, int, bool> says) =>
        new Oracle(Data) { Answer = (condition, customer) => says(((Said)condition).Bit, int.Parse(customer, CultureInfo.InvariantCulture)) }
            .Evaluate(segments, SegmentLists.Empty, PluginRun.AsOf);

    /// <summary>The customers whose membership of some segment depends on the host, by trying all that it could say.</summary>
    private static IEnumerable<string> Undecided(Segment[] segments)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>>[] worlds =
            [.. Enumerable.Range(0, 8).Select(world => Expected(segments, (bit, _) => (world >> (bit - 3) & 1) != 0))];
        return segments.SelectMany(s => worlds.SelectMany(w => w[s.Id]).CountBy(c => c).Where(c => c.Value < worlds.Length).Select(c => c.Key));
    }

    private static bool Truth(int bit, int customer) => (customer >> bit & 1) != 0;

    private static Condition Draw(Random random, int depth, Queue<int> externals)
    {
        if (depth == 0 || random.Next(4) == 0)
            return externals.Count > 0 && random.Next(2) == 0 ? new Said(externals.Dequeue()) : Row(random.Next(3));
        Condition[] children = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Draw(random, depth - 1, externals))];
        return new CombinationCondition(random.Next(2) == 0 ? Match.All : Match.Any, random.Next(2) == 0, children);
    }

    private static Condition Row(int bit) => C.Attribute("failures_number").In(
        Enumerable.Range(0, 8).Where(number => (number >> bit & 1) != 0).Select(number => (Operand)number));

    [ConditionType("acme.said")]
    public sealed record Said(int Bit) : ExternalCondition;

    private sealed class Host : IExternalAnswers<Said>
    {
        public HashSet<string> Asked { get; } = [];

        public ValueTask<IReadOnlyCollection<SubjectKey>> FindAsync(ExternalQuestion<Said> question, CancellationToken ct)
        {
            Asked.UnionWith(question.Customers.Select(k => k.ToString()));
            return ValueTask.FromResult<IReadOnlyCollection<SubjectKey>>(
                [.. question.Customers.Where(k => Truth(question.Condition.Bit, (int)k.Integer))]);
        }
    }
}
