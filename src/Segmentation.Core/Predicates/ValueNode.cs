namespace Segmentation.Predicates;

/// <summary>A value a row of a domain, possibly missing. Nodes are shared: equal ones are the same object.</summary>
internal abstract class ValueNode(int id, DomainNode domain)
{
    public int Id { get; } = id;

    public DomainNode Domain { get; } = domain;
}

/// <summary>A stored attribute.</summary>
internal sealed class ColumnNode(int id, DomainNode domain, SchemaAttribute attribute) : ValueNode(id, domain)
{
    public SchemaAttribute Attribute { get; } = attribute;
}

/// <summary>A value of the row that this row refers to by key.</summary>
internal sealed class ReferredValueNode(int id, DomainNode domain, ReferenceRelation relation, ValueNode value) : ValueNode(id, domain)
{
    public ReferenceRelation Relation { get; } = relation;

    public ValueNode Value { get; } = value;
}

/// <summary>A value of the one row below this row, in a domain with at most one a parent.</summary>
internal sealed class OneValueNode(int id, ValueNode value) : ValueNode(id, value.Domain.Parent!)
{
    public ValueNode Value { get; } = value;
}

/// <summary>A value of the row above this row.</summary>
internal sealed class AncestorValueNode(int id, DomainNode domain, ValueNode value) : ValueNode(id, domain)
{
    public ValueNode Value { get; } = value;
}

/// <summary>A figure over the rows below this row.</summary>
internal sealed class AggregateNode(
    int id, DomainNode domain, DomainNode rows, AggregateFunction function, ValueNode? of, bool isCaseSensitive, PredicateNode? where)
    : ValueNode(id, domain)
{
    public DomainNode Rows { get; } = rows;

    public AggregateFunction Function { get; } = function;

    public ValueNode? Of { get; } = of;

    public bool IsCaseSensitive { get; } = isCaseSensitive;

    public PredicateNode? Where { get; } = where;
}

/// <summary>The mean number of days between the instants of the rows below this row.</summary>
internal sealed class MeanDaysNode(int id, DomainNode domain, DomainNode rows, ValueNode of, PredicateNode? where) : ValueNode(id, domain)
{
    public DomainNode Rows { get; } = rows;

    public ValueNode Of { get; } = of;

    public PredicateNode? Where { get; } = where;
}

internal enum Arithmetic
{
    Add,
    Subtract,
    Multiply,
}

/// <summary>A sum, difference or product of two numbers of the same row.</summary>
internal sealed class ArithmeticNode(int id, Arithmetic operation, ValueNode left, ValueNode right) : ValueNode(id, left.Domain)
{
    public Arithmetic Operation { get; } = operation;

    public ValueNode Left { get; } = left;

    public ValueNode Right { get; } = right;
}

/// <summary>The greatest (or the first) of several values that is present.</summary>
internal sealed class ChoiceOfNode(int id, bool greatest, IReadOnlyList<ValueNode> values) : ValueNode(id, values[0].Domain)
{
    public bool Greatest { get; } = greatest;

    public IReadOnlyList<ValueNode> Values { get; } = values;
}

/// <summary>An instant where it is not after as-of.</summary>
internal sealed class NotAfterAsOfNode(int id, ValueNode value) : ValueNode(id, value.Domain)
{
    public ValueNode Value { get; } = value;
}

/// <summary>Texts joined.</summary>
internal sealed class JoinNode(int id, string separator, IReadOnlyList<ValueNode> values) : ValueNode(id, values[0].Domain)
{
    public string Separator { get; } = separator;

    public IReadOnlyList<ValueNode> Values { get; } = values;
}

/// <summary>A predicate as a truth value, never missing.</summary>
internal sealed class TruthNode(int id, PredicateNode predicate) : ValueNode(id, predicate.Domain)
{
    public PredicateNode Predicate { get; } = predicate;
}

/// <summary>Days until the next anniversary of a date, or the years completed since.</summary>
internal sealed class AnniversaryNode(int id, ValueNode date, bool completedYears, LeapDayRule leapDay, TimeTerm today) : ValueNode(id, date.Domain)
{
    public ValueNode Date { get; } = date;

    public bool CompletedYears { get; } = completedYears;

    public LeapDayRule LeapDay { get; } = leapDay;

    public TimeTerm Today { get; } = today;
}
