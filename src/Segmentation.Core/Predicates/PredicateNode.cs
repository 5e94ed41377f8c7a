namespace Segmentation.Predicates;

/// <summary>A truth value a row of a domain. Nodes are shared: equal ones are the same object, over all segments of a set.</summary>
internal abstract class PredicateNode(int id, DomainNode domain)
{
    public int Id { get; } = id;

    public DomainNode Domain { get; } = domain;

    /// <summary>What orders the children of a group: kind, path and operator, never a literal.</summary>
    public string Shape => field ??= Describe();

    /// <summary>Whether the node tests values itself, rather than combining what other nodes found.</summary>
    public virtual bool IsLeaf => false;

    /// <summary>The shape, which is asked for often and made once.</summary>
    protected abstract string Describe();
}

/// <summary>The same answer for every row.</summary>
internal sealed class ConstantNode(int id, DomainNode domain, bool value) : PredicateNode(id, domain)
{
    public bool Value { get; } = value;

    protected override string Describe() => "0";
}

/// <summary>Whether as-of lies in a segment's own dates: the same answer for every row.</summary>
internal sealed class DatesNode(int id, DomainNode domain, DateTimeOffset? startsAt, DateTimeOffset? expiresAt) : PredicateNode(id, domain)
{
    public DateTimeOffset? StartsAt { get; } = startsAt;

    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    protected override string Describe() => "1";
}

/// <summary>Whether the subject's key is in a list.</summary>
internal sealed class ListedNode(int id, DomainNode domain, IReadOnlyList<string> keys) : PredicateNode(id, domain)
{
    public IReadOnlyList<string> Keys { get; } = keys;

    protected override string Describe() => "2";

    public override bool IsLeaf => true;
}

/// <summary>A leaf that reads one value; false where it is missing.</summary>
internal abstract class ValueLeaf(int id, ValueNode value) : PredicateNode(id, value.Domain)
{
    public ValueNode Value { get; } = value;

    public override bool IsLeaf => true;

    protected abstract string Operation { get; }

    protected override string Describe() => $"3{Value.Id:D9}{Operation}";
}

/// <summary>Whether a value is present; for a set, not empty.</summary>
internal sealed class PresentNode(int id, ValueNode value) : ValueLeaf(id, value)
{
    protected override string Operation => "present";
}

/// <summary>Whether a number, day or instant lies in a range.</summary>
internal sealed class RangeNode(int id, ValueNode value, BoundRange range) : ValueLeaf(id, value)
{
    public BoundRange Range { get; } = range;

    protected override string Operation => $"range{Range.Low is not null}{Range.LowIncluded}{Range.High is not null}{Range.HighIncluded}";
}

/// <summary>Whether a number is one of a list of constants.</summary>
internal sealed class NumberInNode(int id, ValueNode value, IReadOnlyList<Rational> list) : ValueLeaf(id, value)
{
    public IReadOnlyList<Rational> List { get; } = list;

    protected override string Operation => "in";
}

internal enum TextTest
{
    In,
    Contains,
    BeginsWith,
    EndsWith,
}

/// <summary>Whether a text is one of a list, or has a literal part.</summary>
internal sealed class TextNode(int id, ValueNode value, TextTest test, IReadOnlyList<string> literals, bool isCaseSensitive) : ValueLeaf(id, value)
{
    public TextTest Test { get; } = test;

    public IReadOnlyList<string> Literals { get; } = literals;

    public bool IsCaseSensitive { get; } = isCaseSensitive;

    protected override string Operation => $"text{Test}{IsCaseSensitive}";
}

/// <summary>Whether a set has one of a list, or every one; with a hierarchy, a descendant counts for its ancestor.</summary>
internal sealed class SetNode(int id, ValueNode value, bool all, IReadOnlyList<string> literals, bool isCaseSensitive, HierarchyNode? hierarchy)
    : ValueLeaf(id, value)
{
    public bool All { get; } = all;

    public IReadOnlyList<string> Literals { get; } = literals;

    public bool IsCaseSensitive { get; } = isCaseSensitive;

    public HierarchyNode? Hierarchy { get; } = hierarchy;

    protected override string Operation => $"set{All}{IsCaseSensitive}";
}

/// <summary>The tree over the values of a set: the entity whose rows are the values, its parent reference, and the names.</summary>
internal sealed record HierarchyNode(SharedDomain Rows, ReferenceRelation Parent, ValueNode? Names);

internal enum Comparison
{
    Equal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// <summary>How a number compares with another number of the same row, scaled; false where either is missing.</summary>
internal sealed class CompareNode(int id, ValueNode value, Comparison comparison, ValueNode other, Rational times) : ValueLeaf(id, value)
{
    public Comparison Comparison { get; } = comparison;

    public ValueNode Other { get; } = other;

    public Rational Times { get; } = times;

    protected override string Operation => $"compare{Comparison}{Other.Id:D9}";
}

/// <summary>What a plug-in's function says of a value; false where it is missing, but for a set, which is empty then.</summary>
internal sealed class OperatorNode(int id, ValueNode value, AttributeOperator operation, Delegate test) : ValueLeaf(id, value)
{
    public AttributeOperator Operator { get; } = operation;

    public Delegate Test { get; } = test;

    protected override string Operation => $"operator{Operator.Name}";
}

/// <summary>What the host says of a customer. Only over the subject, under groups and negations alone.</summary>
internal sealed class ExternalNode(int id, DomainNode domain, ExternalCondition condition, string name) : PredicateNode(id, domain)
{
    public ExternalCondition Condition { get; } = condition;

    /// <summary>The name of the condition type.</summary>
    public string Name { get; } = name;

    protected override string Describe() => $"9{Name}";

    public override bool IsLeaf => true;
}

/// <summary>Whether a predicate holds on the row that this row refers to by key; false where there is none.</summary>
internal sealed class ReferredNode(int id, DomainNode domain, ReferenceRelation relation, PredicateNode predicate) : PredicateNode(id, domain)
{
    public ReferenceRelation Relation { get; } = relation;

    public PredicateNode Predicate { get; } = predicate;

    protected override string Describe() => $"4{Relation.Name}.{Predicate.Shape}";
}

/// <summary>Whether a predicate holds on the row above this row.</summary>
internal sealed class AncestorNode(int id, DomainNode domain, PredicateNode predicate) : PredicateNode(id, domain)
{
    public PredicateNode Predicate { get; } = predicate;

    protected override string Describe() => $"5{Predicate.Shape}";
}

/// <summary>Whether at least one of the rows below this row satisfies a predicate.</summary>
internal sealed class ExistsNode(int id, DomainNode domain, DomainNode rows, PredicateNode? where) : PredicateNode(id, domain)
{
    public DomainNode Rows { get; } = rows;

    public PredicateNode? Where { get; } = where;

    protected override string Describe() => $"6{Rows.Id:D9}{Where?.Shape}";
}

/// <summary>The opposite; only over nodes that are no groups, so that negation sits at the leaves.</summary>
internal sealed class NotNode(int id, PredicateNode predicate) : PredicateNode(id, predicate.Domain)
{
    public PredicateNode Predicate { get; } = predicate;

    protected override string Describe() => Predicate.Shape + "!";
}

/// <summary>All (or any) of at least two different predicates over one domain, in canonical order; no child is a group of the same kind.</summary>
internal sealed class GroupNode(int id, bool all, IReadOnlyList<PredicateNode> children) : PredicateNode(id, children[0].Domain)
{
    public bool All { get; } = all;

    public IReadOnlyList<PredicateNode> Children { get; } = children;

    protected override string Describe() => (All ? "7(" : "8(") + string.Join(',', Children.Select(c => c.Shape)) + ")";
}
