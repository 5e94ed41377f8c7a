using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private void EvaluateKept(PredicateNode predicate, KeptBits kept, ulong[] into)
    {
        TableBlock block = Rows(predicate.Domain).Block;
        if (kept.IsComplete)
        {
            kept.Take(block.From, block.Count).CopyTo(into);
            return;
        }

        Evaluate(predicate, default, into.AsSpan(0, Words(predicate.Domain)));
        if (_run.IsBuilding)
            kept.Put(block.From, block.Count, into);
    }

    private Vector EvaluateKept(ValueNode value, KeptNumbers kept)
    {
        TableBlock block = Rows(value.Domain).Block;
        if (kept.IsComplete)
            return kept.Take(block.From, block.Count);
        Vector values = Evaluate(value);
        if (_run.IsBuilding && values is NumberVector numbers)
            kept.Put(block.From, numbers);
        return values;
    }

    /// <summary>The latest (or earliest) of each customer's rows; null where it cannot be kept.</summary>
    private NumberVector? LatestOf(ExistsNode exists, LatestRow latest)
    {
        TableBlock block = Rows(exists.Domain).Block;
        if (latest.Numbers.IsComplete)
            return latest.Numbers.Take(block.From, block.Count);
        if (!_run.IsBuilding || Numbers(latest.Moving.Value) is { IsQuotient: true })
            return null;
        int words = Words(exists.Rows);
        Span<ulong> rows = NewBits(exists.Rows).AsSpan(0, words);
        Same(true, exists.Rows, default, rows);
        foreach (PredicateNode condition in latest.Rest)
            Evaluation.Bits.And(rows, Bits(condition));
        NumberVector numbers = latest.Lifted is AncestorNode { Predicate: RangeNode above } && above.Domain != exists.Domain
            ? LatestAbove(exists, above, rows, latest.Greatest)
            : Extremes(Lifted(latest.Lifted), RunsBelow(exists.Domain, exists.Rows), rows, latest.Greatest, isAscending: false);
        if (!numbers.IsNarrow)
            return null;
        latest.Numbers.Put(block.From, numbers);
        return numbers;
    }

    // The rows above are fewer, and their values lie together.
    private NumberVector LatestAbove(ExistsNode exists, RangeNode range, ReadOnlySpan<ulong> rows, bool greatest)
    {
        Runs above = RunsBelow(exists.Domain, range.Domain);
        Span<ulong> asked = NewBits(range.Domain).AsSpan(0, Words(range.Domain));
        AnyUp(exists.Rows, range.Domain, rows, asked);
        return Extremes(Numbers(range.Value), above, asked, greatest, Ascends(exists.Domain, range.Domain, range.Value));
    }

    /// <summary>The values that a range tests, where the rows are that ask for it through rows above them or referred to.</summary>
    private NumberVector Lifted(PredicateNode predicate) => predicate switch
    {
        RangeNode range => Numbers(range.Value),
        AncestorNode ancestor => Gather(Lifted(ancestor.Predicate), AncestorRows(ancestor.Domain, ancestor.Predicate.Domain)),
        ReferredNode referred => Gather(_shared.Lifted(referred.Predicate), Targets(referred.Domain, referred.Relation)),
        _ => throw new InvalidOperationException($"The predicate {predicate.GetType().Name} is no range."),
    };
}
