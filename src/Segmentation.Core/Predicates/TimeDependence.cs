namespace Segmentation.Predicates;

/// <summary>Which nodes of a plan may have another value at another instant while the rows stay as they are. Immutable.</summary>
internal sealed class TimeDependence
{
    private readonly Dictionary<object, bool> _known = [];

    public TimeDependence(EvaluationPlan plan)
    {
        Domains = new bool[plan.DomainCount];
        Values = new bool[plan.ValueCount];
        Predicates = new bool[plan.PredicateCount];
        foreach (object node in plan.Nodes)
        {
            switch (node)
            {
                case DomainNode domain:
                    Domains[domain.Id] = Depends(domain);
                    break;
                case ValueNode value:
                    Values[value.Id] = Depends(value);
                    break;
                case PredicateNode predicate:
                    Predicates[predicate.Id] = Depends(predicate);
                    break;
            }
        }
    }

    /// <summary>By the domain's id.</summary>
    public bool[] Domains { get; }

    /// <summary>By the value's id.</summary>
    public bool[] Values { get; }

    /// <summary>By the predicate's id.</summary>
    public bool[] Predicates { get; }

    /// <summary>Whether a bound moves with as-of; the start of a fixed day does not.</summary>
    public static bool IsMoving(Bound? bound) => bound?.Term is not null and not TimeTerm.StartOfDay;

    private bool Depends(object? node)
    {
        if (node is null)
            return false;
        if (!_known.TryGetValue(node, out bool depends))
        {
            depends = node switch
            {
                DomainNode domain => DomainDepends(domain),
                ValueNode value => Depends(value.Domain) || ValueDepends(value),
                PredicateNode predicate => Depends(predicate.Domain) || PredicateDepends(predicate),
                _ => true,
            };
            _known.Add(node, depends);
        }

        return depends;
    }

    private bool DomainDepends(DomainNode domain) => Depends(domain.Parent) || domain switch
    {
        AncestorDomain ancestor => Depends(ancestor.Target),
        SelectedDomain selected => Depends(selected.Candidates) || selected.OrderBy.Any(Depends) || Depends(selected.Where),
        _ => false,
    };

    // A kind of node that is not known here counts as depending: it is computed anew, which is never wrong.
    private bool ValueDepends(ValueNode value) => value switch
    {
        ColumnNode => false,
        ReferredValueNode referred => Depends(referred.Value),
        OneValueNode one => Depends(one.Value),
        AncestorValueNode ancestor => Depends(ancestor.Value),
        AggregateNode aggregate => Depends(aggregate.Rows) || Depends(aggregate.Of) || Depends(aggregate.Where),
        MeanDaysNode mean => Depends(mean.Rows) || Depends(mean.Of) || Depends(mean.Where),
        ArithmeticNode arithmetic => Depends(arithmetic.Left) || Depends(arithmetic.Right),
        ChoiceOfNode choice => choice.Values.Any(Depends),
        JoinNode join => join.Values.Any(Depends),
        TruthNode truth => Depends(truth.Predicate),
        _ => true,
    };

    private bool PredicateDepends(PredicateNode predicate) => predicate switch
    {
        // What the host says counts as data, which stays as it is.
        ConstantNode or ListedNode or ExternalNode => false,
        RangeNode range => IsMoving(range.Range.Low) || IsMoving(range.Range.High) || Depends(range.Value),
        CompareNode compare => Depends(compare.Value) || Depends(compare.Other),
        PresentNode or NumberInNode or TextNode or SetNode => Depends(((ValueLeaf)predicate).Value),
        ReferredNode referred => Depends(referred.Predicate),
        AncestorNode ancestor => Depends(ancestor.Predicate),
        ExistsNode exists => Depends(exists.Rows) || Depends(exists.Where),
        NotNode not => Depends(not.Predicate),
        GroupNode group => group.Children.Any(Depends),
        _ => true,
    };
}
