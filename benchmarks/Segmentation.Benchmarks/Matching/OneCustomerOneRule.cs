using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;

namespace Segmentation.Benchmarks.Matching;

/// <summary>One customer and one rule, of five shapes: against a lambda written by hand. Times are for one of a thousand customers.</summary>
[MemoryDiagnoser]
public class OneCustomerOneRule
{
    private const int Customers = 1000;

    private readonly MatchBuffer _buffer = new();
    private Shopper[] _shoppers = [];
    private Func<Shopper, bool> _lambda = null!;
    private Func<Shopper, bool> _tree = null!;
    private Func<Shopper, bool> _compiled = null!;
    private SegmentMatcher<Shopper> _matcher = null!;

    [ParamsAllValues]
    public RuleShape Shape { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _shoppers = Shopper.Some(Customers, seed: 7);
        SegmentSet set = SegmentSet.Bind(CommerceSchema.Create(), [OneRuleShapes.Definition(Shape)]);
        _lambda = OneRuleShapes.Lambda(Shape);
        _tree = OneRuleShapes.Tree(Shape).Compile();
        _compiled = set["rule"].Compile(new ShopperMap(), Profile.AsOf);
        _matcher = new SegmentMatcher<Shopper>(set, new ShopperMap());

        // A benchmark of wrong answers is worth nothing.
        int[] counts = [LambdaByHand(), ExpressionCompile(), BoundSegmentCompile(), Matcher()];
        if (counts[0] is 0 or Customers || counts.Distinct().Count() > 1)
            throw new InvalidOperationException($"The ways find {string.Join(", ", counts)}.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public int LambdaByHand() => Count(_lambda);

    [Benchmark(OperationsPerInvoke = Customers)]
    public int ExpressionCompile() => Count(_tree);

    [Benchmark(OperationsPerInvoke = Customers)]
    public int BoundSegmentCompile() => Count(_compiled);

    [Benchmark(OperationsPerInvoke = Customers)]
    public int Matcher()
    {
        int count = 0;
        foreach (Shopper shopper in _shoppers)
        {
            if (_matcher.Match(shopper, Profile.AsOf, _buffer).IsMember(0))
                count++;
        }

        return count;
    }

    // Called as a value, which a rule that a user wrote is: a profile would otherwise let the one lambda be inlined here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Count(Func<Shopper, bool> holds)
    {
        int count = 0;
        foreach (Shopper shopper in _shoppers)
        {
            if (holds(shopper))
                count++;
        }

        return count;
    }
}
