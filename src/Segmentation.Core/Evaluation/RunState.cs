using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Evaluation;

/// <summary>
/// What an evaluation keeps over all its blocks: the values of time terms, and what leaves found out about dictionaries,
/// scales and rows that every block shares. Safe for concurrent use by the evaluators of several blocks.
/// </summary>
internal sealed class RunState(EvaluationPlan plan, Frame frame, KeptFeatures? kept = null, bool isBuilding = false)
{
    private readonly Lock _lock = new();
    private readonly TableNeeds?[] _needs = new TableNeeds?[plan.DomainCount];
    private readonly object?[] _tests = new object?[plan.PredicateCount];
    private readonly PredicateNode[]?[] _orders = new PredicateNode[plan.PredicateCount][];
    private readonly FoldedTexts?[] _folds = new FoldedTexts?[plan.ValueCount];
    private readonly Dictionary<ReferredNode, ReferredGroup> _groups = ReferredGroup.Of(plan);

    public EvaluationPlan Plan { get; } = plan;

    /// <summary>What is needed of the table that holds a domain's rows.</summary>
    public TableNeeds Needs(DomainNode domain) => _needs[domain.Id] ??= Plan.Needs(domain);

    /// <summary>What is kept of the rows from one run to the next; null where nothing is.</summary>
    public KeptFeatures? Kept { get; } = kept;

    /// <summary>Whether this run puts down what is not kept yet.</summary>
    public bool IsBuilding { get; } = isBuilding;

    public DateTimeOffset AsOf => frame.AsOf;

    public long LastMicrosecond => frame.LastMicrosecond;

    public int DayOf(TimeTerm term)
    {
        lock (_lock)
            return frame.DayOf(term);
    }

    /// <summary>What a leaf says of each text of a dictionary; kept while the leaf meets the same dictionary again.</summary>
    public DictionaryTest Test(PredicateNode leaf, TextDictionary dictionary, Func<string, bool> test, Func<FoldedBlob, IEnumerable<int>>? find)
    {
        lock (_lock)
        {
            if (_tests[leaf.Id] is not DictionaryTest known || !ReferenceEquals(known.Dictionary, dictionary))
                _tests[leaf.Id] = known = new DictionaryTest(dictionary, test, find);
            known.Extend();
            return known;
        }
    }

    /// <summary>The classes of texts that are equal ignoring case.</summary>
    public int[] Fold(ValueNode value, TextDictionary dictionary)
    {
        lock (_lock)
        {
            FoldedTexts? known = _folds[value.Id];
            if (known is null || !ReferenceEquals(known.Dictionary, dictionary))
                _folds[value.Id] = known = new FoldedTexts(dictionary);
            return known.Extend();
        }
    }

    /// <summary>The listed keys of the subject's kind in ascending order; texts that are no such key are left out.</summary>
    public SubjectKey[] List(ListedNode node, KeyKind kind) => Once(node.Id, () =>
        node.Keys.Select(k => SubjectKey.Parse(k, kind)).OfType<SubjectKey>().Distinct().Order().ToArray());

    /// <summary>What a predicate says of the rows referred to, which are the same for every block.</summary>
    public byte[] Answers(ReferredNode node, Func<byte[]> find) => Once(node.Id, find);

    /// <summary>The predicates that one look-up answers with this one; null when there are no others.</summary>
    public ReferredGroup? GroupOf(ReferredNode node) => _groups.GetValueOrDefault(node);

    public RangeTest RangeOf(RangeNode node, int scale)
    {
        if (_tests[node.Id] is RangeTest known && known.Scale == scale)
            return known;
        BoundRange range = node.Range;
        lock (_lock)
        {
            var test = new RangeTest(
                range.Low is { } low ? frame.ValueOf(low) : null, range.LowIncluded, range.High is { } high ? frame.ValueOf(high) : null, range.HighIncluded, scale);
            _tests[node.Id] = test;
            return test;
        }
    }

    public NumberListTest ListOf(NumberInNode node, int scale)
    {
        if (_tests[node.Id] is NumberListTest known && known.Scale == scale)
            return known;
        var test = new NumberListTest(node.List, scale);
        _tests[node.Id] = test;
        return test;
    }

    public CompareTest CompareOf(CompareNode node, int leftScale, int rightScale)
    {
        if (_tests[node.Id] is CompareTest known && known.LeftScale == leftScale && known.RightScale == rightScale)
            return known;
        var test = new CompareTest(node, leftScale, rightScale);
        _tests[node.Id] = test;
        return test;
    }

    /// <summary>What a set leaf says of the values of a set; kept while the leaf meets the same dictionary again.</summary>
    public SetTest Test(SetNode leaf, TextDictionary dictionary, Func<Func<string, int[]>> literalsOf)
    {
        if (_tests[leaf.Id] is SetTest known && ReferenceEquals(known.Dictionary, dictionary))
            return known;
        var test = new SetTest(leaf, dictionary, literalsOf());
        _tests[leaf.Id] = test;
        return test;
    }

    /// <summary>The children of a group, those first that cost least to test.</summary>
    public ReadOnlySpan<PredicateNode> InOrderOfCost(GroupNode group) =>
        _orders[group.Id] ??= [.. group.Children.OrderBy(c => PredicateCost.Of(c, Plan))];

    private T Once<T>(int predicate, Func<T> find)
        where T : class
    {
        if (_tests[predicate] is T known)
            return known;
        // Two evaluators may both find it; they find the same.
        T found = find();
        _tests[predicate] = found;
        return found;
    }
}
