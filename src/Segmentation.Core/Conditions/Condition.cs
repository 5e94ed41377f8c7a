namespace Segmentation;

/// <summary>
/// What a customer, or a row behind one, must satisfy: what people author and what is stored. Immutable, equal by content,
/// free of any schema; names get their meaning when a <see cref="SegmentSet"/> is bound.
/// </summary>
public abstract record Condition
{
    private protected Condition()
    {
    }
}

/// <summary>A group of conditions.</summary>
/// <param name="Match">Whether all or any of the children count.</param>
/// <param name="Are">What the children are asked to be: true, or false.</param>
/// <param name="Conditions">The children, in the author's order.</param>
public sealed record CombinationCondition(Match Match, bool Are, IReadOnlyList<Condition> Conditions) : Condition
{
    /// <summary>Equal when both ask the same of equal children in the same order.</summary>
    public bool Equals(CombinationCondition? other) =>
        other is not null && Match == other.Match && Are == other.Are && Conditions.SequenceEqual(other.Conditions);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Match);
        hash.Add(Are);
        foreach (Condition condition in Conditions)
            hash.Add(condition);
        return hash.ToHashCode();
    }
}

/// <summary>A comparison of one attribute's value.</summary>
/// <param name="Attribute">The attribute's name, or a dotted path over to-one relations.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">What it is compared with; null for operators that take no value.</param>
public sealed record AttributeCondition(string Attribute, Operator Operator, Operand? Value = null) : Condition;

/// <summary>A question about the rows that a relation leads to; <paramref name="Where"/> is tested on one and the same row.</summary>
/// <param name="Relation">The relation's name, or a dotted path of relations.</param>
/// <param name="Quantifier">How many rows must satisfy.</param>
/// <param name="Where">What a row must satisfy; null asks for any row, and only with <see cref="Quantifier.Some"/> and <see cref="Quantifier.None"/>.</param>
public sealed record RelatedCondition(string Relation, Quantifier Quantifier, CombinationCondition? Where = null) : Condition;

/// <summary>A comparison of a figure computed over the rows that a relation leads to.</summary>
/// <param name="Relation">The relation's name, or a dotted path of relations.</param>
/// <param name="Function">The figure.</param>
/// <param name="Attribute">The attribute it is of; null for <see cref="AggregateFunction.Count"/>.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">What it is compared with; null for operators that take no value.</param>
/// <param name="Where">Which rows count; null for all.</param>
public sealed record AggregateCondition(
    string Relation,
    AggregateFunction Function,
    string? Attribute,
    Operator Operator,
    Operand? Value = null,
    CombinationCondition? Where = null) : Condition;

/// <summary>Whether the same customer matches another segment's rules now.</summary>
/// <param name="Segment">The other segment's id.</param>
/// <param name="Member">True to ask for a member, false for a non-member.</param>
public sealed record SegmentCondition(string Segment, bool Member = true) : Condition;

/// <summary>Whether all or any children of a group count.</summary>
public enum Match
{
    /// <summary>Every child.</summary>
    All,

    /// <summary>At least one child; all of them may be.</summary>
    Any,
}

/// <summary>How many of the rows behind a customer must satisfy a condition.</summary>
public enum Quantifier
{
    /// <summary>At least one row does.</summary>
    Some,

    /// <summary>No row does.</summary>
    None,

    /// <summary>Every row does, and there is at least one.</summary>
    Every,
}

/// <summary>A figure over rows. All but <see cref="Count"/> skip rows whose value is missing.</summary>
public enum AggregateFunction
{
    /// <summary>How many rows; takes no attribute.</summary>
    Count,

    /// <summary>How many different values, by the attribute's own equality.</summary>
    CountDistinct,

    /// <summary>The sum; 0 over no rows.</summary>
    Sum,

    /// <summary>The exact quotient of sum and count; missing over no rows.</summary>
    Average,

    /// <summary>The least value; missing over no rows.</summary>
    Min,

    /// <summary>The greatest value; missing over no rows.</summary>
    Max,
}
