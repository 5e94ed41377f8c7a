using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>
/// What one set's segments ask of the rows behind each customer and no instant changes, kept for the rows that it was
/// computed from: the figures that leaves test, and the bits of what is found in other rows or in texts. Ranges are
/// tested anew each time, as many move with the instant. Safe for concurrent use.
/// </summary>
internal sealed class KeptFeatures
{
    private readonly int _subjects;
    private readonly TimeDependence _time;
    private readonly KeptNumbers?[] _values;
    private readonly KeptBits?[] _predicates;
    private readonly Dictionary<ExistsNode, LatestRow> _latest = [];
    private int _builders;

    public KeptFeatures(EvaluationPlan plan, int subjects)
    {
        _subjects = subjects;
        _time = new TimeDependence(plan);
        _values = new KeptNumbers?[plan.ValueCount];
        _predicates = new KeptBits?[plan.PredicateCount];
        foreach (object node in plan.Nodes)
        {
            if (node is ValueLeaf leaf)
            {
                Keep(leaf.Value);
                if (leaf is CompareNode compare)
                    Keep(compare.Other);
            }

            if (node is PredicateNode { Domain: SubjectDomain } predicate)
                Keep(predicate);
        }
    }

    /// <summary>The bytes that the features take.</summary>
    public long Bytes => _values.Sum(v => v?.Bytes ?? 0) + _predicates.Sum(p => p?.Bytes ?? 0) + _latest.Values.Sum(l => l.Numbers.Bytes);

    /// <summary>What is kept of a value; null when it is not kept.</summary>
    public KeptNumbers? Of(ValueNode value) => _values[value.Id];

    /// <summary>What is kept of a predicate; null when it is not kept.</summary>
    public KeptBits? Of(PredicateNode predicate) => _predicates[predicate.Id];

    /// <summary>Whether something is kept of a predicate, so that it is worth its answer for all customers.</summary>
    public bool Keeps(PredicateNode predicate) => _predicates[predicate.Id] is not null || (predicate is ExistsNode exists && _latest.ContainsKey(exists));

    /// <summary>How an existence that moves with the instant is told by a figure that does not; null when it cannot be.</summary>
    public LatestRow? Latest(ExistsNode exists) => _latest.GetValueOrDefault(exists);

    /// <summary>
    /// Lets a run put down what is not complete, unless another one does so already: then this run computes for itself.
    /// </summary>
    public bool TryBegin()
    {
        if (Interlocked.CompareExchange(ref _builders, 1, 0) != 0)
            return false;
        foreach (KeptNumbers numbers in _values.OfType<KeptNumbers>().Concat(_latest.Values.Select(l => l.Numbers)).Where(n => !n.IsComplete))
            numbers.Begin();
        foreach (KeptBits bits in _predicates.OfType<KeptBits>().Where(b => !b.IsComplete))
            bits.Begin();
        return true;
    }

    /// <summary>Ends what <see cref="TryBegin"/> began.</summary>
    public void End() => Volatile.Write(ref _builders, 0);

    private void Keep(ValueNode value)
    {
        if (value is { Domain: SubjectDomain } and not ColumnNode && !_time.Values[value.Id])
            _values[value.Id] ??= new KeptNumbers(_subjects);
    }

    private void Keep(PredicateNode predicate)
    {
        bool moves = _time.Predicates[predicate.Id];
        if (!moves && predicate is (ExistsNode or TextNode or SetNode or OperatorNode or ReferredNode))
            _predicates[predicate.Id] = new KeptBits(_subjects);
        else if (moves && predicate is ExistsNode exists && LatestRow.Of(exists, _time, _subjects) is { } latest)
            _latest.Add(exists, latest);
    }
}

/// <summary>
/// "Some row of these is not older than 30 days" holds exactly when the latest of them is not: the figure stays as it is
/// while the bound moves. So does the earliest for an upper bound.
/// </summary>
/// <param name="Moving">The range that moves, over the rows or over rows above them or referred to.</param>
/// <param name="Lifted">The range as the rows' condition has it.</param>
/// <param name="Rest">What else is asked of the rows; empty for nothing.</param>
/// <param name="Greatest">Whether the greatest value counts, or the least.</param>
/// <param name="Numbers">The greatest or least value of each customer.</param>
internal sealed record LatestRow(RangeNode Moving, PredicateNode Lifted, IReadOnlyList<PredicateNode> Rest, bool Greatest, KeptNumbers Numbers)
{
    public static LatestRow? Of(ExistsNode exists, TimeDependence time, int subjects)
    {
        IReadOnlyList<PredicateNode> conditions = exists.Where is GroupNode { All: true } all ? all.Children : exists.Where is null ? [] : [exists.Where];
        PredicateNode[] moving = [.. conditions.Where(c => time.Predicates[c.Id])];
        if (time.Domains[exists.Rows.Id] || moving is not [var lifted] || RangeOf(lifted) is not { } range || time.Values[range.Value.Id])
            return null;
        // Two ends would ask for a row between them, which neither the latest nor the earliest is bound to be.
        return range.Range is { Low: null } or { High: null }
            ? new LatestRow(range, lifted, [.. conditions.Where(c => c != lifted)], range.Range.Low is not null, new KeptNumbers(subjects))
            : null;
    }

    private static RangeNode? RangeOf(PredicateNode predicate) => predicate switch
    {
        RangeNode range => range,
        AncestorNode ancestor => RangeOf(ancestor.Predicate),
        ReferredNode referred => RangeOf(referred.Predicate),
        _ => null,
    };
}
