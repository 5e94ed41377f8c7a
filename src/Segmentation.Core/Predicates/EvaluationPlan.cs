namespace Segmentation.Predicates;

/// <summary>
/// What an evaluation of some predicates needs: the nodes they are made of, and the reads that feed them. Derived once a
/// set; immutable.
/// </summary>
internal sealed class EvaluationPlan
{
    private readonly HashSet<object> _seen = [];
    private readonly Dictionary<TableId, TableNeeds> _subject = [];
    private readonly Dictionary<TableId, TableNeeds> _shared = [];
    private readonly List<PredicateNode> _leaves = [];
    private readonly Dictionary<PredicateNode, int> _uses = [];
    private readonly bool[] _isShared;

    public EvaluationPlan(NodeFactory factory, DomainNode subject, IEnumerable<PredicateNode> predicates)
    {
        SubjectDomain = subject;
        Visit(subject);
        DomainCount = factory.DomainCount;
        ValueCount = factory.ValueCount;
        PredicateCount = factory.PredicateCount;
        foreach (PredicateNode predicate in predicates)
            Visit(predicate);
        SubjectTables = InOrder(_subject);
        SharedTables = InOrder(_shared);
        _isShared = SharedPredicates();
    }

    /// <summary>A plan for looking closer at some nodes of a set: also at values by themselves, and at rows by their keys.</summary>
    /// <param name="whole">The plan of the whole set that the nodes belong to.</param>
    /// <param name="predicates">The predicates; at least one, the first of the subject.</param>
    /// <param name="values">The values.</param>
    /// <param name="named">The rows whose keys are wanted where they have some.</param>
    public EvaluationPlan(
        EvaluationPlan whole, IReadOnlyList<PredicateNode> predicates, IEnumerable<ValueNode> values, IEnumerable<DomainNode> named)
    {
        SubjectDomain = whole.SubjectDomain;
        Visit(predicates[0].Domain);
        (DomainCount, ValueCount, PredicateCount) = (whole.DomainCount, whole.ValueCount, whole.PredicateCount);
        foreach (PredicateNode predicate in predicates)
            Visit(predicate);
        foreach (ValueNode value in values)
            Visit(value);
        foreach (DomainNode rows in named)
        {
            Visit(rows);
            Needs(rows).WantsKeys = true;
        }

        SubjectTables = InOrder(_subject);
        SharedTables = InOrder(_shared);
        _isShared = SharedPredicates();
    }

    /// <summary>The customers.</summary>
    public DomainNode SubjectDomain { get; }

    public int DomainCount { get; }

    public int ValueCount { get; }

    public int PredicateCount { get; }

    public IReadOnlyList<PredicateNode> Leaves => _leaves;

    /// <summary>Whether several nodes or segments ask for a predicate, so that its answer is worth keeping for all rows.</summary>
    public bool IsShared(PredicateNode predicate) => _isShared[predicate.Id];

    /// <summary>Every domain, value, predicate that takes part.</summary>
    public IReadOnlyCollection<object> Nodes => _seen;

    /// <summary>The tables below the subject, parents before children, the subject's own first.</summary>
    public IReadOnlyList<TableNeeds> SubjectTables { get; }

    /// <summary>The tables below entities that others refer to by key, parents before children.</summary>
    public IReadOnlyList<TableNeeds> SharedTables { get; }

    private bool[] SharedPredicates()
    {
        var shared = new bool[PredicateCount];
        foreach ((PredicateNode predicate, int uses) in _uses)
            shared[predicate.Id] = uses > 1;
        return shared;
    }

    private static TableNeeds[] InOrder(Dictionary<TableId, TableNeeds> tables)
    {
        TableNeeds[] ordered = [.. tables.Values.OrderBy(t => t.Id.Root.Name, StringComparer.Ordinal).ThenBy(t => t.Id.Path, StringComparer.Ordinal)];
        foreach (TableNeeds table in ordered)
            table.Complete();
        return ordered;
    }

    /// <summary>What is needed of the table that holds a domain's rows.</summary>
    public TableNeeds Needs(DomainNode domain)
    {
        // A referred row lies in the shared table, whatever domain leads to it.
        TableId id = domain.Table;
        Dictionary<TableId, TableNeeds> tables = IsShared(domain) ? _shared : _subject;
        if (!tables.TryGetValue(id, out TableNeeds? needs))
            tables.Add(id, needs = new TableNeeds(id));
        return needs;
    }

    /// <summary>Whether the domain's rows lie in a table that is the same for every block.</summary>
    public static bool IsShared(DomainNode domain) => domain switch
    {
        Predicates.SubjectDomain => false,
        SharedDomain or ReferredDomain => true,
        AncestorDomain ancestor => IsShared(ancestor.Target),
        SelectedDomain selected => IsShared(selected.Candidates),
        _ => IsShared(domain.Parent!),
    };

    private void Visit(DomainNode domain)
    {
        if (!_seen.Add(domain))
            return;
        if (domain.Parent is not null)
            Visit(domain.Parent);
        TableNeeds needs = Needs(domain);
        switch (domain)
        {
            case OwnedDomain owned:
                Needs(domain.Parent!).HasChildren = true;
                needs.IsPart = owned.Relation is PartRelation;
                break;
            case ReferredDomain referred:
                Visit(referred.Target);
                Needs(referred.Parent!).References.Add(referred.Relation);
                needs.IsReferredTo = true;
                break;
            case AncestorDomain ancestor:
                Visit(ancestor.Target);
                break;
            case SelectedDomain selected:
                Visit(selected.Candidates);
                needs.IsChosenFrom = true;
                foreach (ValueNode value in selected.OrderBy)
                    Visit(value);
                if (selected.Where is not null)
                    Visit(selected.Where);
                break;
        }
    }

    private void Visit(ValueNode value)
    {
        if (!_seen.Add(value))
            return;
        Visit(value.Domain);
        switch (value)
        {
            case ColumnNode column:
                Needs(column.Domain).Attributes.Add(column.Attribute);
                break;
            case ReferredValueNode referred:
                Needs(referred.Domain).References.Add(referred.Relation);
                Visit(referred.Value);
                Needs(referred.Value.Domain).IsReferredTo = true;
                break;
            case OneValueNode one:
                Visit(one.Value);
                break;
            case AncestorValueNode ancestor:
                Visit(ancestor.Value);
                break;
            case AggregateNode aggregate:
                VisitRows(aggregate.Rows, aggregate.Of, aggregate.Where);
                break;
            case MeanDaysNode mean:
                VisitRows(mean.Rows, mean.Of, mean.Where);
                break;
            case ArithmeticNode arithmetic:
                Visit(arithmetic.Left);
                Visit(arithmetic.Right);
                break;
            case ChoiceOfNode choice:
                foreach (ValueNode part in choice.Values)
                    Visit(part);
                break;
            case NotAfterAsOfNode past:
                Visit(past.Value);
                break;
            case JoinNode join:
                foreach (ValueNode part in join.Values)
                    Visit(part);
                break;
            case TruthNode truth:
                Visit(truth.Predicate);
                break;
            case AnniversaryNode anniversary:
                Visit(anniversary.Date);
                break;
        }
    }

    private void VisitRows(DomainNode rows, ValueNode? of, PredicateNode? where)
    {
        Visit(rows);
        if (of is not null)
            Visit(of);
        if (where is not null)
            Visit(where);
    }

    private void Visit(PredicateNode predicate)
    {
        _uses[predicate] = _uses.GetValueOrDefault(predicate) + 1;
        if (!_seen.Add(predicate))
            return;
        Visit(predicate.Domain);
        if (predicate.IsLeaf)
            _leaves.Add(predicate);
        switch (predicate)
        {
            case ValueLeaf leaf:
                Visit(leaf.Value);
                if (leaf is CompareNode compare)
                    Visit(compare.Other);
                if (leaf is SetNode { Hierarchy: { } hierarchy })
                    Visit(hierarchy);
                break;
            case ReferredNode referred:
                Needs(referred.Domain).References.Add(referred.Relation);
                Visit(referred.Predicate);
                Needs(referred.Predicate.Domain).IsReferredTo = true;
                break;
            case AncestorNode ancestor:
                Visit(ancestor.Predicate);
                break;
            case ExistsNode exists:
                VisitRows(exists.Rows, null, exists.Where);
                break;
            case NotNode not:
                Visit(not.Predicate);
                break;
            case GroupNode group:
                foreach (PredicateNode child in group.Children)
                    Visit(child);
                break;
        }
    }

    private void Visit(HierarchyNode hierarchy)
    {
        Visit(hierarchy.Rows);
        Needs(hierarchy.Rows).IsReferredTo = true;
        Needs(hierarchy.Rows).References.Add(hierarchy.Parent);
        if (hierarchy.Names is not null)
            Visit(hierarchy.Names);
    }
}
