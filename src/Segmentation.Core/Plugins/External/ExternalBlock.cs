using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>
/// One block of customers in three values: what the rows say is true or false, what the host was not asked yet is neither.
/// Everything but the external conditions comes from the block's evaluator.
/// </summary>
internal sealed class ExternalBlock
{
    private readonly ExternalPlan _plan;
    private readonly BlockEvaluator _evaluator;
    private readonly int _count;
    private readonly Dictionary<ExternalNode, KleeneBits> _answers = [];
    private readonly Dictionary<PredicateNode, KleeneBits> _known = [];

    public ExternalBlock(ExternalPlan plan, BlockEvaluator evaluator, int count)
    {
        _plan = plan;
        _evaluator = evaluator;
        _count = count;
        foreach (ExternalNode node in plan.Nodes)
            _answers.Add(node, new KleeneBits(Bits.None(count), Bits.All(count)));
    }

    /// <summary>Who satisfies a predicate, as far as is known.</summary>
    public KleeneBits Evaluate(PredicateNode predicate)
    {
        if (!_plan.Depends(predicate))
        {
            ulong[] bits = _evaluator.Bits(predicate);
            return new KleeneBits(bits, bits);
        }

        if (!_known.TryGetValue(predicate, out KleeneBits known))
            _known.Add(predicate, known = Compute(predicate));
        return known;
    }

    /// <summary>The customers for whom a predicate is undecided and the host's word on a condition could change that.</summary>
    public ulong[] Needing(PredicateNode predicate, ExternalNode external)
    {
        ulong[] needing = Bits.None(_count);
        Collect(predicate, Bits.All(_count), external, needing);
        return needing;
    }

    /// <summary>Takes the host's word: of those asked about, these satisfy the condition, and the others do not.</summary>
    public void Answer(ExternalNode external, ulong[] asked, ulong[] satisfying)
    {
        KleeneBits known = _answers[external];
        for (int i = 0; i < asked.Length; i++)
        {
            known.Must[i] |= satisfying[i];
            known.May[i] &= ~(asked[i] & ~satisfying[i]);
        }

        _known.Clear();
    }

    private KleeneBits Compute(PredicateNode predicate)
    {
        switch (predicate)
        {
            case ExternalNode external:
                return _answers[external];
            case NotNode not:
                KleeneBits negated = Evaluate(not.Predicate);
                return new KleeneBits(Bits.Not(negated.May, _count), Bits.Not(negated.Must, _count));
            default:
                var group = (GroupNode)predicate;
                KleeneBits first = Evaluate(group.Children[0]);
                var all = new KleeneBits((ulong[])first.Must.Clone(), (ulong[])first.May.Clone());
                foreach (PredicateNode child in group.Children.Skip(1))
                {
                    KleeneBits next = Evaluate(child);
                    Combine(group.All, all.Must, next.Must);
                    Combine(group.All, all.May, next.May);
                }

                return all;
        }
    }

    private static void Combine(bool all, ulong[] into, ulong[] other)
    {
        if (all)
            Bits.And(into, other);
        else
            Bits.Or(into, other);
    }

    /// <summary>An answer matters only on a path from the predicate to the condition on which nothing is decided.</summary>
    private void Collect(PredicateNode predicate, ulong[] customers, ExternalNode external, ulong[] needing)
    {
        if (!_plan.Depends(predicate))
            return;
        ulong[] undecided = Evaluate(predicate).Undecided();
        Bits.And(undecided, customers);
        if (Bits.Count(undecided) == 0)
            return;
        switch (predicate)
        {
            case ExternalNode:
                if (predicate == external)
                    Bits.Or(needing, undecided);
                break;
            case NotNode not:
                Collect(not.Predicate, undecided, external, needing);
                break;
            case GroupNode group:
                foreach (PredicateNode child in group.Children)
                    Collect(child, undecided, external, needing);
                break;
        }
    }
}
