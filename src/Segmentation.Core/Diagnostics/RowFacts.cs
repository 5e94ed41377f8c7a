using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>
/// Tests that one row is to pass together, sorted by what they are of: each value with its own tests, each pair of
/// compared values, and the rows behind each step. Impossible when one of these groups is.
/// </summary>
internal sealed class RowFacts(Solver solver)
{
    private readonly Dictionary<ValueNode, ValueFacts> _values = [];
    private readonly Dictionary<(ValueNode, ValueNode, Rational), PairFacts> _pairs = [];
    private readonly Dictionary<object, StepFacts> _steps = [];
    private readonly Dictionary<PredicateNode, bool> _others = [];
    private NumberSet _asOf = NumberSet.Everything;

    /// <summary>Takes one more test; false when it contradicts an earlier one on the face of it.</summary>
    public bool Add(Formula test)
    {
        switch (test)
        {
            case Formula.Truth truth:
                return truth.Value;
            case Formula.Combined { All: true } all:
                return all.Parts.All(Add);
            case Formula.Combined:
                // Only what is derived from a test comes as a choice here; leaving it out is on the safe side.
                return true;
            case Formula.Behind behind:
                if (!_steps.TryGetValue(behind.Step, out StepFacts? step))
                    _steps.Add(behind.Step, step = new StepFacts(behind.Count));
                (behind.Exists ? step.Some : step.None).Add(behind.Where);
                return !behind.Exists || AddCandidates(behind.Step);
            default:
                var leaf = (Formula.Leaf)test;
                return AddLeaf(leaf.Test, leaf.Holds);
        }
    }

    /// <summary>Whether there may be a row that passes all of the tests.</summary>
    public bool ArePossible()
    {
        // What is derived from figures over rows says something of those rows.
        foreach ((ValueNode node, ValueFacts facts) in _values.ToArray())
        {
            if (!facts.ArePossible() || !AddRowsOf(node, facts))
                return false;
        }

        return !_asOf.IsEmpty
            && _pairs.All(p => p.Value.ArePossible(p.Key.Item1, p.Key.Item2, IsPresent))
            && _steps.Values.All(s => s.ArePossible(solver));
    }

    private bool IsPresent(ValueNode value) =>
        _values.TryGetValue(value, out ValueFacts? facts) ? facts.IsPresent : !ValueTraits.Of(value).CanBeMissing;

    private bool AddLeaf(PredicateNode test, bool holds)
    {
        switch (test)
        {
            case DatesNode dates:
                NumberSet within = NumberSet.Of(Ticks(dates.StartsAt), true, Ticks(dates.ExpiresAt), false);
                _asOf = holds ? _asOf.Intersect(within) : _asOf.Without(within);
                return true;
            case CompareNode compare:
                return AddPair(compare, holds);
            case PresentNode or RangeNode or NumberInNode or TextNode or SetNode:
                var leaf = (ValueLeaf)test;
                FactsOf(leaf.Value).Add(leaf, holds);
                return Derive(leaf, holds);
            case OperatorNode operation when holds && !operation.Operator.Types.Contains(AttributeType.Set) && !AddLeaf(new PresentNode(-1, operation.Value), true):
                return false;
            default:
                return _others.TryAdd(test, holds) || _others[test] == holds;
        }
    }

    private static Rational? Ticks(DateTimeOffset? instant) => instant is null ? null : new Rational(instant.Value.UtcTicks);

    private ValueFacts FactsOf(ValueNode value)
    {
        if (!_values.TryGetValue(value, out ValueFacts? facts))
            _values.Add(value, facts = new ValueFacts(value, solver.Time));
        return facts;
    }

    private bool AddPair(CompareNode compare, bool holds)
    {
        (ValueNode, ValueNode, Rational) key = (compare.Value, compare.Other, compare.Times);
        if (!_pairs.TryGetValue(key, out PairFacts? pair))
            _pairs.Add(key, pair = new PairFacts(compare.Value == compare.Other && compare.Times == new Rational(1)));
        pair.Add(compare.Comparison, holds);
        return !holds || (AddLeaf(new PresentNode(-1, compare.Value), true) && AddLeaf(new PresentNode(-1, compare.Other), true));
    }

    /// <summary>What a test of a computed value says of the values and rows that it is computed from.</summary>
    private bool Derive(ValueLeaf leaf, bool holds)
    {
        switch (leaf.Value)
        {
            case NotAfterAsOfNode past when holds:
                FactsOf(past).AddUpToAsOf();
                return FormulaReader.Retarget(leaf, past.Value) is not { } same || AddLeaf(same, true);
            case ArithmeticNode arithmetic when holds:
                return AddLeaf(new PresentNode(-1, arithmetic.Left), true) && AddLeaf(new PresentNode(-1, arithmetic.Right), true);
            case MeanDaysNode mean when holds:
                return AddSome(mean.Domain, mean.Rows, mean.Where, new PresentNode(-1, mean.Of));
            case AggregateNode { Function: AggregateFunction.Average } average when holds:
                return AddSome(average.Domain, average.Rows, average.Where, new PresentNode(-1, average.Of!));
            case AggregateNode { Function: AggregateFunction.Min or AggregateFunction.Max } extreme:
                return DeriveExtreme(extreme, leaf, holds);
            case AggregateNode { Function: AggregateFunction.Average } average when leaf is PresentNode:
                return AddNone(average, new PresentNode(-1, average.Of!));
            default:
                return true;
        }
    }

    // The greatest value is one of the rows' values, and no row has a greater one.
    private bool DeriveExtreme(AggregateNode extreme, ValueLeaf leaf, bool holds)
    {
        bool isMax = extreme.Function == AggregateFunction.Max;
        if (FormulaReader.Retarget(leaf, extreme.Of!) is not { } same)
            return true;
        if (holds && !AddSome(extreme.Domain, extreme.Rows, extreme.Where, same))
            return false;
        switch (leaf)
        {
            case RangeNode { Range: var range } when holds:
                BoundRange? beyond = isMax
                    ? range.High is null ? null : new BoundRange(range.High, !range.HighIncluded, null, false)
                    : range.Low is null ? null : new BoundRange(null, false, range.Low, !range.LowIncluded);
                return beyond is null || AddNone(extreme, new RangeNode(-1, extreme.Of!, beyond.Value));
            case RangeNode { Range: var range } when isMax ? range.High is null : range.Low is null:
                return AddNone(extreme, same);
            case PresentNode when !holds:
                return AddNone(extreme, same);
            default:
                return true;
        }
    }

    private bool AddSome(DomainNode domain, DomainNode rows, PredicateNode? where, PredicateNode test) =>
        Add(FormulaReader.Some(domain, rows, Formula.AllOf(solver.Reader.Of(where), solver.Reader.Of(test))));

    private bool AddNone(AggregateNode aggregate, PredicateNode test) =>
        Add(FormulaReader.Some(aggregate.Domain, aggregate.Rows, Formula.AllOf(solver.Reader.Of(aggregate.Where), solver.Reader.Of(test))).Negated());

    /// <summary>What a count or a sum says of there being rows.</summary>
    private bool AddRowsOf(ValueNode value, ValueFacts facts)
    {
        if (value is not AggregateNode { Function: AggregateFunction.Count or AggregateFunction.CountDistinct or AggregateFunction.Sum } aggregate)
            return true;
        Formula where = solver.Reader.Of(aggregate.Where);
        if (aggregate.Of is not null)
            where = Formula.AllOf(where, solver.Reader.Of(new PresentNode(-1, aggregate.Of)));
        Formula some = FormulaReader.Some(aggregate.Domain, aggregate.Rows, where);
        if (!facts.MayBe(0))
            return Add(some);
        return aggregate.Function == AggregateFunction.Sum || !facts.IsOnly(0) || Add(some.Negated());
    }

    // A chosen row is one of its candidates.
    private bool AddCandidates(object step) =>
        step is not SelectedDomain selected || Add(FormulaReader.Some(selected.Parent!, selected.Candidates, solver.Reader.Of(selected.Where)));
}
