using System.Diagnostics.CodeAnalysis;

namespace Segmentation;

/// <summary>
/// Makes conditions in code, with the full power of their JSON. It has no state: the methods only return conditions, which
/// mean nothing until they are returned or put into a group. Names are checked when a <see cref="SegmentSet"/> is bound.
/// </summary>
[SuppressMessage("Performance", "CA1822", Justification = "A lambda is given the builder; static methods could not be reached through it.")]
public sealed class ConditionBuilder
{
    /// <summary>True when every condition is true.</summary>
    public CombinationCondition All(params IEnumerable<Condition> conditions) => Group(Match.All, true, conditions);

    /// <summary>True when at least one condition is true; all of them may be.</summary>
    public CombinationCondition Any(params IEnumerable<Condition> conditions) => Group(Match.Any, true, conditions);

    /// <summary>True when every condition is false.</summary>
    public CombinationCondition AllFalse(params IEnumerable<Condition> conditions) => Group(Match.All, false, conditions);

    /// <summary>True when at least one condition is false.</summary>
    public CombinationCondition AnyFalse(params IEnumerable<Condition> conditions) => Group(Match.Any, false, conditions);

    /// <summary>Begins a comparison of an attribute.</summary>
    /// <param name="path">The attribute's name, or a dotted path over to-one relations, such as <c>last_order.status</c>.</param>
    public AttributeConditionBuilder Attribute(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new AttributeConditionBuilder(path);
    }

    /// <summary>The value of another attribute of the same row, to compare with.</summary>
    /// <param name="path">The attribute, by the names that the condition itself may use.</param>
    /// <param name="times">A factor, at most 6 decimal places.</param>
    public Operand ValueOf(string path, decimal times = 1m)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new Operand.Attribute(path, times);
    }

    /// <summary>True when at least one row satisfies a condition.</summary>
    /// <param name="relation">The relation, or a dotted path of relations, such as <c>orders.items</c>.</param>
    /// <param name="where">What one and the same row must satisfy; null for any row.</param>
    public RelatedCondition Some(string relation, Func<ConditionBuilder, Condition>? where = null) => Related(relation, Quantifier.Some, where);

    /// <summary>True when no row satisfies a condition: exactly when <see cref="Some"/> is false.</summary>
    /// <param name="relation">The relation, or a dotted path of relations.</param>
    /// <param name="where">What no row may satisfy; null for there being no row.</param>
    public RelatedCondition None(string relation, Func<ConditionBuilder, Condition>? where = null) => Related(relation, Quantifier.None, where);

    /// <summary>True when every row satisfies a condition, and there is at least one.</summary>
    /// <param name="relation">The relation, or a dotted path of relations.</param>
    /// <param name="where">What every row must satisfy.</param>
    public RelatedCondition Every(string relation, Func<ConditionBuilder, Condition> where)
    {
        ArgumentNullException.ThrowIfNull(where);
        return Related(relation, Quantifier.Every, where);
    }

    /// <summary>Begins a comparison of how many rows there are.</summary>
    /// <param name="relation">The relation, or a dotted path of relations.</param>
    /// <param name="where">Which rows count; null for all.</param>
    public AggregateConditionBuilder Count(string relation, Func<ConditionBuilder, Condition>? where = null) =>
        Aggregate(relation, AggregateFunction.Count, null, where);

    /// <summary>Begins a comparison of how many different values the rows have.</summary>
    /// <inheritdoc cref="Sum"/>
    public AggregateConditionBuilder CountDistinct(string relation, string attribute, Func<ConditionBuilder, Condition>? where = null) =>
        AggregateOf(relation, AggregateFunction.CountDistinct, attribute, where);

    /// <summary>Begins a comparison of the sum of the rows' values; 0 over no rows.</summary>
    /// <param name="relation">The relation, or a dotted path of relations.</param>
    /// <param name="attribute">The attribute of the rows; those without a value are skipped.</param>
    /// <param name="where">Which rows count; null for all.</param>
    public AggregateConditionBuilder Sum(string relation, string attribute, Func<ConditionBuilder, Condition>? where = null) =>
        AggregateOf(relation, AggregateFunction.Sum, attribute, where);

    /// <summary>Begins a comparison of the average of the rows' values, exact; missing over no rows.</summary>
    /// <inheritdoc cref="Sum"/>
    public AggregateConditionBuilder Average(string relation, string attribute, Func<ConditionBuilder, Condition>? where = null) =>
        AggregateOf(relation, AggregateFunction.Average, attribute, where);

    /// <summary>Begins a comparison of the least of the rows' values; missing over no rows.</summary>
    /// <inheritdoc cref="Sum"/>
    public AggregateConditionBuilder Min(string relation, string attribute, Func<ConditionBuilder, Condition>? where = null) =>
        AggregateOf(relation, AggregateFunction.Min, attribute, where);

    /// <summary>Begins a comparison of the greatest of the rows' values; missing over no rows.</summary>
    /// <inheritdoc cref="Sum"/>
    public AggregateConditionBuilder Max(string relation, string attribute, Func<ConditionBuilder, Condition>? where = null) =>
        AggregateOf(relation, AggregateFunction.Max, attribute, where);

    /// <summary>True when the customer matches another segment's rules now. Not for use inside a <c>where</c>.</summary>
    /// <param name="segment">The other segment's id.</param>
    public SegmentCondition InSegment(string segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new SegmentCondition(segment);
    }

    /// <summary>True when the customer does not match another segment's rules now. Not for use inside a <c>where</c>.</summary>
    /// <param name="segment">The other segment's id.</param>
    public SegmentCondition NotInSegment(string segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new SegmentCondition(segment, Member: false);
    }

    private static CombinationCondition Group(Match match, bool are, IEnumerable<Condition> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        // A copy: the caller may go on to change a list of his.
        Condition[] children = [.. conditions];
        if (children.Contains(null!))
            throw new ArgumentException("a condition of the group is null", nameof(conditions));
        return new CombinationCondition(match, are, children);
    }

    private RelatedCondition Related(string relation, Quantifier quantifier, Func<ConditionBuilder, Condition>? where)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return new RelatedCondition(relation, quantifier, Rows(where));
    }

    private AggregateConditionBuilder AggregateOf(
        string relation, AggregateFunction function, string attribute, Func<ConditionBuilder, Condition>? where)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return Aggregate(relation, function, attribute, where);
    }

    private AggregateConditionBuilder Aggregate(
        string relation, AggregateFunction function, string? attribute, Func<ConditionBuilder, Condition>? where)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return new AggregateConditionBuilder(relation, function, attribute, Rows(where));
    }

    /// <summary>The combination that a <c>where</c> is; a single condition becomes one.</summary>
    private CombinationCondition? Rows(Func<ConditionBuilder, Condition>? where) => where?.Invoke(this) switch
    {
        null when where is not null => throw new ArgumentException("the condition for the rows is null", nameof(where)),
        null => null,
        CombinationCondition combination => combination,
        Condition single => All(single),
    };
}
