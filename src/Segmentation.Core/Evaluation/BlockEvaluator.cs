using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>
/// Evaluates nodes over the rows of one block, and of another one after <see cref="Move"/>. What several nodes ask for is
/// computed once a block and kept; what one alone asks for is computed only for the rows that are still undecided. Not
/// safe for concurrent use, but several may share what is the same for every block.
/// </summary>
internal sealed partial class BlockEvaluator
{
    private readonly RunState _run;
    private readonly BlockEvaluator _shared;
    private readonly Arena _arena = new();
    private readonly DomainRows?[] _domains;
    private readonly Vector?[] _values;
    private readonly ulong[]?[] _predicates;
    private readonly Dictionary<(DomainNode, DomainNode), Runs> _runs = [];
    private readonly Dictionary<(DomainNode, DomainNode), int[]> _ancestors = [];
    private readonly Dictionary<ReferredGroup, byte[]> _lookedUp = [];
    private readonly long[] _evaluated;
    private IReadOnlyDictionary<TableId, TableBlock> _blocks;

    /// <param name="run">What is kept over all blocks.</param>
    /// <param name="blocks">The block's rows.</param>
    /// <param name="shared">Evaluates what is the same for every block; null for that evaluator itself.</param>
    public BlockEvaluator(RunState run, IReadOnlyDictionary<TableId, TableBlock> blocks, BlockEvaluator? shared)
    {
        _run = run;
        _blocks = blocks;
        _shared = shared ?? this;
        _domains = new DomainRows?[run.Plan.DomainCount];
        _values = new Vector?[run.Plan.ValueCount];
        _predicates = new ulong[]?[run.Plan.PredicateCount];
        _evaluated = new long[run.Plan.PredicateCount];
    }

    /// <summary>How often each leaf was evaluated, by the predicate's id.</summary>
    public ReadOnlySpan<long> Evaluated => _evaluated;

    /// <summary>The rows that aggregates were computed over, each as often as there are aggregates.</summary>
    public long RowsAggregated { get; private set; }

    /// <summary>Goes on to another block; whatever was handed out for the one before is overwritten.</summary>
    public void Move(IReadOnlyDictionary<TableId, TableBlock> blocks)
    {
        _blocks = blocks;
        Array.Clear(_domains);
        Array.Clear(_values);
        Array.Clear(_predicates);
        _runs.Clear();
        _ancestors.Clear();
        _lookedUp.Clear();
        _arena.Reset();
    }

    /// <summary>A bit a row of the predicate's domain, kept for the block; of the subject's in exactly as many words as they take.</summary>
    public ulong[] Bits(PredicateNode predicate)
    {
        if (Home(predicate.Domain) is var home && home != this)
            return home.SharedBits(predicate);
        if (_predicates[predicate.Id] is { } known)
            return known;
        ulong[] bits = NewBits(predicate.Domain);
        if (_run.Kept?.Of(predicate) is { } kept)
            EvaluateKept(predicate, kept, bits);
        else
            Evaluate(predicate, default, bits.AsSpan(0, Words(predicate.Domain)));
        return _predicates[predicate.Id] = bits;
    }

    /// <summary>An evaluator of the same rows at another instant, which takes over everything that the instant does not change.</summary>
    /// <param name="run">The run of that instant, over the same plan.</param>
    /// <param name="shared">What evaluates the shared rows at that instant; null for that evaluator itself.</param>
    /// <param name="time">Which nodes depend on the instant.</param>
    public BlockEvaluator At(RunState run, BlockEvaluator? shared, TimeDependence time)
    {
        var moved = new BlockEvaluator(run, _blocks, shared);
        for (int i = 0; i < _domains.Length; i++)
            moved._domains[i] = time.Domains[i] ? null : _domains[i];
        for (int i = 0; i < _values.Length; i++)
            moved._values[i] = time.Values[i] ? null : _values[i];
        for (int i = 0; i < _predicates.Length; i++)
            moved._predicates[i] = time.Predicates[i] ? null : _predicates[i];
        return moved;
    }

    public DomainRows Rows(DomainNode domain)
    {
        if (Home(domain) is var home && home != this)
            return home.SharedRows(domain);
        return _domains[domain.Id] ??= Build(domain);
    }

    /// <summary>A value a row of its domain, kept for the block.</summary>
    public Vector Values(ValueNode value)
    {
        if (Home(value.Domain) is var home && home != this)
            return home.SharedValues(value);
        return _values[value.Id] ??= _run.Kept?.Of(value) is { } kept ? EvaluateKept(value, kept) : Evaluate(value);
    }

    private BlockEvaluator Home(DomainNode domain) => domain.IsOfSubject ? this : _shared;

    // What is the same for every block may be asked for by the evaluators of several blocks at once.
    private ulong[] SharedBits(PredicateNode predicate)
    {
        lock (_arena)
            return Bits(predicate);
    }

    private DomainRows SharedRows(DomainNode domain)
    {
        lock (_arena)
            return Rows(domain);
    }

    private Vector SharedValues(ValueNode value)
    {
        lock (_arena)
            return Values(value);
    }

    private TableBlock Block(DomainNode domain) => (EvaluationPlan.IsShared(domain) ? _shared : this)._blocks[domain.Table];

    private TableNeeds Needs(DomainNode domain) => _run.Needs(domain);

    private NumberVector Numbers(ValueNode value) => (NumberVector)Values(value);

    private int Words(DomainNode domain) => Evaluation.Bits.Words(Rows(domain).Count);

    private ulong[] NewBits(DomainNode domain) =>
        domain is SubjectDomain ? _arena.ExactWords(Rows(domain).Count) : _arena.Words(Rows(domain).Count);
}
