using System.Diagnostics;
using System.Globalization;
using Segmentation.Benchmarks.Definitions;
using Segmentation.Benchmarks.Matching;
using Segmentation.Benchmarks.Reference;
using Segmentation.Benchmarks.Runs;

namespace Segmentation.Benchmarks.Targets;

/// <summary>
/// Every ratio that the project has set itself, measured against its baseline in one run: the contenders of the benchmarks,
/// taking turns. Writes Markdown.
/// </summary>
internal sealed class TargetRuns
{
    private static readonly (string Name, Action<TargetRuns> Run)[] Topics =
    [
        ("definitions", runs => runs.Definitions()),
        ("rule", runs => runs.OneRule()),
        ("matching", runs => runs.ManySegments()),
        ("six", runs => runs.SixSegments()),
        ("growth", runs => runs.Growth()),
    ];

    private readonly int _rounds = BenchmarkSize.IsQuick ? 5 : 11;
    private readonly List<string> _verdicts = [];

    /// <summary>Measures the topics named, or all.</summary>
    /// <returns>0, or 2 when a topic is unknown.</returns>
    public static int Run(IReadOnlyList<string> topics)
    {
        if (topics.Except(Topics.Select(t => t.Name)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"'{unknown}' is no topic; there are {string.Join(", ", Topics.Select(t => t.Name))}.");
            return 2;
        }

        var runs = new TargetRuns();
        foreach ((string name, Action<TargetRuns> run) in Topics)
        {
            if (topics.Count == 0 || topics.Contains(name))
                run(runs);
        }

        Write(["### Targets", "", "| target | wanted | measured | |", "|---|---|---|---|", .. runs._verdicts]);
        return 0;
    }

    private void Definitions()
    {
        var definitions = new ManyDefinitions();
        definitions.Setup();
        var race = ByProcessorTime("10,000 definitions");
        race.Add("bind", () => definitions.Bind());
        race.Add("write as JSON", () => definitions.Write());
        race.Add("read from JSON", () => definitions.Read());

        // Each of a shape of its own, with fifty thousand different leaves.
        Segment[] freeForm = [.. new RandomRules(seed: 1).FreeForm(10_000, OneCustomerManySegments.Selective).Select(r => r.Definition)];
        SegmentSet set = SegmentSet.Bind(ProfileMap.Schema, freeForm);
        race.Add("bind, free-form", () => SegmentSet.Bind(ProfileMap.Schema, freeForm));
        race.Add("plan a matcher, free-form", () => _ = new SegmentMatcher<Profile>(set, new ProfileMap()));
        race.Run(warmups: 3, _rounds);
        Write(race.Rows("bind"));
        AtMost("binding 10,000 definitions, seconds", 1, race["bind"].TotalSeconds);
        AtMost("binding 10,000 free-form definitions, seconds", 1, race["bind, free-form"].TotalSeconds);
    }

    private void OneRule()
    {
        foreach (RuleShape shape in Enum.GetValues<RuleShape>())
        {
            var rule = new OneCustomerOneRule { Shape = shape };
            rule.Setup();
            var race = ByProcessorTime($"One customer, one rule: {shape}; for 1,000 customers");
            race.Add("lambda by hand", () => rule.LambdaByHand());
            race.Add("Expression.Compile", () => rule.ExpressionCompile());
            race.Add("BoundSegment.Compile", () => rule.BoundSegmentCompile());
            race.Add("matcher", () => rule.Matcher());
            race.Run(warmups: 120, 3 * _rounds);
            Write(race.Rows("lambda by hand"));
            AtMost($"{shape}: BoundSegment.Compile, times a lambda", 1.5, 1 / race.Speedup("BoundSegment.Compile", "lambda by hand"));
            AtMost($"{shape}: matcher, times a lambda", 6, 1 / race.Speedup("matcher", "lambda by hand"));
        }
    }

    private void ManySegments()
    {
        foreach ((string rules, double share, double? wanted) in new (string, double, double?)[]
        {
            ("templates", OneCustomerManySegments.Dense, 100), ("templates", OneCustomerManySegments.Selective, 100),
            ("free-form", OneCustomerManySegments.Selective, 30), ("free-form", OneCustomerManySegments.Dense, null),
        })
        {
            var matching = new OneCustomerManySegments { Segments = 10_000, Rules = rules, Share = share };
            matching.Setup();
            string title = string.Create(CultureInfo.InvariantCulture, $"One customer × 10,000 segments, {rules}, {share:P1} hold");
            var race = ByProcessorTime(title + "; for 200 customers");
            race.Add("compiled delegates", () => matching.CompiledDelegates());
            race.Add("matcher", () => matching.Matcher());
            race.Add("matcher, ids read", () => matching.MatcherReadingIds());
            race.Run(warmups: 9, _rounds);
            Write(race.Rows("compiled delegates"));
            AtLeast(title + ", times", wanted, race.Speedup("matcher", "compiled delegates"));
        }
    }

    private void SixSegments()
    {
        var six = new SixSegments { Customers = BenchmarkSize.Customers };
        six.Setup();
        var race = ByProcessorTime(string.Create(CultureInfo.InvariantCulture, $"Six segments over {BenchmarkSize.Customers:N0} customers"));
        race.Add("hand-written loop", () => six.HandWrittenLoop());
        race.Add("LINQ lambdas", () => six.LinqLambdas());
        race.Add("compiled expressions", () => six.CompiledExpressions());
        race.Add("raw rows", () => six.RawRows());
        race.Add("built and evaluated", () => six.BuiltAndEvaluated(), six.RenewAll);
        race.Add("evaluated alone", () => six.EvaluatedAlone());
        race.Add("1 % changed, updated and evaluated", () => six.UpdatedAndEvaluated(), six.RenewChanges);
        race.Run(warmups: 6, _rounds);
        Write(race.Rows("hand-written loop"));
        AtLeast("six segments, raw rows, times the loop", 10, race.Speedup("raw rows", "hand-written loop"));
        AtLeast("six segments, built and evaluated", 15, race.Speedup("built and evaluated", "hand-written loop"));
        AtLeast("six segments, evaluated alone", 100, race.Speedup("evaluated alone", "hand-written loop"));
        AtLeast("six segments, 1 % changed, updated and evaluated", 50, race.Speedup("1 % changed, updated and evaluated", "hand-written loop"));

        long began = Stopwatch.GetTimestamp();
        var threads = new Race("Raw rows on one thread and on all, by the clock on the wall", () => Stopwatch.GetElapsedTime(began));
        threads.Add("one thread", () => six.RawRows());
        threads.Add(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} threads"), () => six.RawRowsAllThreads());
        threads.Run(warmups: 3, _rounds);
        Write(threads.Rows("one thread"));
        AtMost("memory, times the declared bytes of the columns", 1.3, six.MemoryShare);
    }

    private void Growth()
    {
        var growth = new Growth();
        growth.Setup();
        var race = ByProcessorTime(string.Create(CultureInfo.InvariantCulture, $"Growth with segments over the raw rows of {BenchmarkSize.Customers:N0} customers"));
        race.Add("six reference segments", () => growth.SixReferenceSegments());
        race.Add("1 segment", () => growth.OneSegment());
        race.Add("10 segments", () => growth.TenSegments());
        race.Add("100 segments", () => growth.HundredSegments());
        race.Add("1,000 segments", () => growth.ThousandSegments());
        race.Run(warmups: 3, _rounds);
        Write(race.Rows("six reference segments"));
        AtMost("1,000 segments, times the six", 20, 1 / race.Speedup("1,000 segments", "six reference segments"));
    }

    private static Race ByProcessorTime(string title) => new(title, () => ProcessorClock.Now);

    private void AtLeast(string what, double? wanted, double measured) => Judge(what, wanted, ">=", measured, measured >= wanted);

    private void AtMost(string what, double wanted, double measured) => Judge(what, wanted, "<=", measured, measured <= wanted);

    private void Judge(string what, double? wanted, string how, double measured, bool isReached) => _verdicts.Add(string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {(wanted is null ? "reported" : $"{how} {wanted}")} | {measured:N2} | {(wanted is null ? "" : isReached ? "reached" : "missed")} |"));

    private static void Write(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Console.WriteLine(line);
    }
}
