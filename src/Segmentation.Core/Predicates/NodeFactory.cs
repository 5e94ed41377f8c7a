namespace Segmentation.Predicates;

/// <summary>
/// Makes the nodes of a set of segments so that equal ones are the same object: a leaf that a hundred segments ask is
/// evaluated once. Negation goes down to the leaves and groups are flattened here. Not safe for concurrent use.
/// </summary>
internal sealed class NodeFactory
{
    private readonly Interned<DomainNode> _domains = new();
    private readonly Interned<ValueNode> _values = new();
    private readonly Interned<PredicateNode> _predicates = new();

    public int DomainCount => _domains.All.Count;

    public int ValueCount => _values.All.Count;

    public int PredicateCount => _predicates.All.Count;

    public IEnumerable<DomainNode> Domains => _domains.All;

    public IEnumerable<ValueNode> Values => _values.All;

    public IEnumerable<PredicateNode> Predicates => _predicates.All;

    // Keys are tuples whose parts compare by value; nodes in them compare by reference, which interning makes the same.
    public SubjectDomain Subject(SchemaEntity entity) =>
        Domain(("subject", entity), id => new SubjectDomain(id, entity));

    public SharedDomain Shared(SchemaEntity entity) =>
        Domain(("shared", entity), id => new SharedDomain(id, entity));

    public OwnedDomain Owned(DomainNode parent, SchemaRelation relation, SchemaEntity entity) =>
        Domain(("owned", parent, relation), id => new OwnedDomain(id, parent, relation, entity));

    public ReferredDomain ReferredRows(DomainNode parent, ReferenceRelation relation, SharedDomain target) =>
        Domain(("referred", parent, relation), id => new ReferredDomain(id, parent, relation, target));

    public AncestorDomain AncestorRows(DomainNode parent, DomainNode ancestor) =>
        Domain(("ancestor", parent, ancestor), id => new AncestorDomain(id, parent, ancestor));

    public SelectedDomain Selected(
        DomainNode parent, DomainNode candidates, Extreme take, IReadOnlyList<ValueNode> orderBy, PredicateNode? where) =>
        Domain(
            ("selected", parent, candidates, take, Ids(orderBy.Select(v => v.Id)), where),
            id => new SelectedDomain(id, parent, candidates, take, orderBy, where));

    public ValueNode Column(DomainNode domain, SchemaAttribute attribute) =>
        Value(("column", domain, attribute), id => new ColumnNode(id, domain, attribute));

    public ValueNode Referred(DomainNode domain, ReferenceRelation relation, ValueNode value) =>
        Value(("referred", domain, relation, value), id => new ReferredValueNode(id, domain, relation, value));

    public ValueNode One(ValueNode value) => Value(("one", value), id => new OneValueNode(id, value));

    public ValueNode Ancestor(DomainNode domain, ValueNode value) =>
        Value(("ancestor", domain, value), id => new AncestorValueNode(id, domain, value));

    public ValueNode Aggregate(
        DomainNode domain, DomainNode rows, AggregateFunction function, ValueNode? of, bool isCaseSensitive, PredicateNode? where) =>
        Value(
            ("aggregate", domain, rows, function, of, isCaseSensitive, where),
            id => new AggregateNode(id, domain, rows, function, of, isCaseSensitive, where));

    public ValueNode MeanDays(DomainNode domain, DomainNode rows, ValueNode of, PredicateNode? where) =>
        Value(("meanDays", domain, rows, of, where), id => new MeanDaysNode(id, domain, rows, of, where));

    public ValueNode Arithmetic(Arithmetic operation, ValueNode left, ValueNode right) =>
        Value(("arithmetic", operation, left, right), id => new ArithmeticNode(id, operation, left, right));

    public ValueNode ChoiceOf(bool greatest, IReadOnlyList<ValueNode> values) =>
        Value(("choiceOf", greatest, Ids(values.Select(v => v.Id))), id => new ChoiceOfNode(id, greatest, values));

    public ValueNode NotAfterAsOf(ValueNode value) =>
        value is NotAfterAsOfNode ? value : Value(("notAfter", value), id => new NotAfterAsOfNode(id, value));

    public ValueNode Join(string separator, IReadOnlyList<ValueNode> values) =>
        Value(("join", separator, Ids(values.Select(v => v.Id))), id => new JoinNode(id, separator, values));

    public ValueNode Truth(PredicateNode predicate) => Value(("truth", predicate), id => new TruthNode(id, predicate));

    public ValueNode Anniversary(ValueNode date, bool completedYears, LeapDayRule leapDay, TimeTerm today) =>
        Value(("anniversary", date, completedYears, leapDay, today), id => new AnniversaryNode(id, date, completedYears, leapDay, today));

    public PredicateNode Constant(DomainNode domain, bool value) =>
        Predicate(("constant", domain, value), id => new ConstantNode(id, domain, value));

    public PredicateNode Dates(DomainNode domain, DateTimeOffset? startsAt, DateTimeOffset? expiresAt) =>
        Predicate(("dates", domain, startsAt?.UtcTicks, expiresAt?.UtcTicks), id => new DatesNode(id, domain, startsAt, expiresAt));

    public PredicateNode Listed(DomainNode domain, IReadOnlyList<string> keys) =>
        Predicate(("listed", domain, Texts(keys)), id => new ListedNode(id, domain, keys));

    public PredicateNode Present(ValueNode value) => Predicate(("present", value), id => new PresentNode(id, value));

    public PredicateNode Range(ValueNode value, BoundRange range) =>
        Predicate(("range", value, range), id => new RangeNode(id, value, range));

    public PredicateNode NumberIn(ValueNode value, IReadOnlyList<Rational> list)
    {
        Rational[] distinct = [.. list.Distinct().Order()];
        if (distinct.Length == 1)
            return Range(value, new BoundRange(Bound.Of(distinct[0]), true, Bound.Of(distinct[0]), true));
        string key = string.Join(',', distinct.Select(r => $"{r.Numerator}/{r.Denominator}"));
        return Predicate(("numberIn", value, key), id => new NumberInNode(id, value, distinct));
    }

    public PredicateNode Text(ValueNode value, TextTest test, IReadOnlyList<string> literals, bool isCaseSensitive)
    {
        string[] distinct = Distinct(literals, isCaseSensitive);
        return Predicate(
            ("text", value, test, Texts(distinct), isCaseSensitive),
            id => new TextNode(id, value, test, distinct, isCaseSensitive));
    }

    public PredicateNode Set(ValueNode value, bool all, IReadOnlyList<string> literals, bool isCaseSensitive, HierarchyNode? hierarchy)
    {
        string[] distinct = Distinct(literals, isCaseSensitive);
        return Predicate(
            ("set", value, all, Texts(distinct), isCaseSensitive),
            id => new SetNode(id, value, all, distinct, isCaseSensitive, hierarchy));
    }

    public PredicateNode Operator(ValueNode value, AttributeOperator operation, Operand? operand, Delegate test) =>
        Predicate(("operator", value, operation, operand), id => new OperatorNode(id, value, operation, test));

    public PredicateNode External(DomainNode domain, ExternalCondition condition, string name) =>
        Predicate(("external", domain, condition), id => new ExternalNode(id, domain, condition, name));

    public PredicateNode Compare(ValueNode value, Comparison comparison, ValueNode other, Rational times) =>
        Predicate(("compare", value, comparison, other, times), id => new CompareNode(id, value, comparison, other, times));

    public PredicateNode Referred(DomainNode domain, ReferenceRelation relation, PredicateNode predicate) =>
        Predicate(("referred", domain, relation, predicate), id => new ReferredNode(id, domain, relation, predicate));

    public PredicateNode Ancestor(DomainNode domain, PredicateNode predicate) =>
        Predicate(("ancestor", domain, predicate), id => new AncestorNode(id, domain, predicate));

    public PredicateNode Exists(DomainNode domain, DomainNode rows, PredicateNode? where) =>
        where is ConstantNode { Value: false }
            ? Constant(domain, false)
            : Predicate(
                ("exists", domain, rows, where = where is ConstantNode ? null : where),
                id => new ExistsNode(id, domain, rows, where));

    public PredicateNode Not(PredicateNode predicate) => predicate switch
    {
        ConstantNode constant => Constant(constant.Domain, !constant.Value),
        NotNode not => not.Predicate,
        GroupNode group => Group(group.Domain, !group.All, [.. group.Children.Select(Not)]),
        _ => Predicate(("not", predicate), id => new NotNode(id, predicate)),
    };

    /// <summary>All (or any) of the predicates; of none, true (or false).</summary>
    public PredicateNode Group(DomainNode domain, bool all, IReadOnlyList<PredicateNode> children)
    {
        var flat = new List<PredicateNode>();
        foreach (PredicateNode child in children)
        {
            if (child is GroupNode group && group.All == all)
                flat.AddRange(group.Children);
            else if (child is not ConstantNode constant)
                flat.Add(child);
            else if (constant.Value != all)
                return Constant(domain, !all);
        }

        switch (flat.Count)
        {
            case 0:
                return Constant(domain, all);
            case 1:
                return flat[0];
        }

        flat.Sort(static (left, right) => string.CompareOrdinal(left.Shape, right.Shape) is not 0 and var order ? order : left.Id.CompareTo(right.Id));
        // The same condition twice lies side by side.
        PredicateNode[] distinct = [.. flat.Where((child, i) => i == 0 || child != flat[i - 1])];
        return distinct.Length == 1
            ? distinct[0]
            : Predicate(("group", all, Ids(distinct.Select(c => c.Id))), id => new GroupNode(id, all, distinct));
    }

    // Folding decides equality only; a literal keeps the case it was written in.
    private static string[] Distinct(IReadOnlyList<string> literals, bool isCaseSensitive)
    {
        StringComparer comparer = isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        return [.. literals.Distinct(comparer).Order(StringComparer.Ordinal)];
    }

    private static string Ids(IEnumerable<int> ids) => string.Join(',', ids);

    // Lengths keep "a","b" and "a,b" apart.
    private static string Texts(IReadOnlyList<string> texts) => string.Concat(texts.Select(t => $"{t.Length}:{t},"));

    private T Domain<T, TKey>(TKey key, Func<int, T> create)
        where T : DomainNode
        where TKey : notnull => (T)Known<TKey, DomainNode>(_domains, key, create);

    private ValueNode Value<TKey>(TKey key, Func<int, ValueNode> create)
        where TKey : notnull => Known(_values, key, create);

    private PredicateNode Predicate<TKey>(TKey key, Func<int, PredicateNode> create)
        where TKey : notnull => Known(_predicates, key, create);

    private static TNode Known<TKey, TNode>(Interned<TNode> interned, TKey key, Func<int, TNode> create)
        where TKey : notnull
    {
        Dictionary<TKey, TNode> nodes = interned.Of<TKey>();
        if (!nodes.TryGetValue(key, out TNode? node))
        {
            node = create(interned.All.Count);
            nodes.Add(key, node);
            interned.All.Add(node);
        }

        return node;
    }

    /// <summary>Nodes of one kind by their keys, of which each kind has a table of its own: a key is not boxed.</summary>
    private sealed class Interned<TNode>
    {
        private readonly Dictionary<Type, object> _tables = [];

        /// <summary>In the order of their ids.</summary>
        public List<TNode> All { get; } = [];

        public Dictionary<TKey, TNode> Of<TKey>()
            where TKey : notnull
        {
            if (!_tables.TryGetValue(typeof(TKey), out object? table))
                _tables.Add(typeof(TKey), table = new Dictionary<TKey, TNode>());
            return (Dictionary<TKey, TNode>)table;
        }
    }
}
