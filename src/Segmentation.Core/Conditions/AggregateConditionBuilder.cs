namespace Segmentation;

/// <summary>Ends a comparison of a figure over rows.</summary>
public sealed class AggregateConditionBuilder : ComparisonBuilder
{
    private readonly string _relation;
    private readonly AggregateFunction _function;
    private readonly string? _attribute;
    private readonly CombinationCondition? _where;

    internal AggregateConditionBuilder(string relation, AggregateFunction function, string? attribute, CombinationCondition? where)
    {
        _relation = relation;
        _function = function;
        _attribute = attribute;
        _where = where;
    }

    /// <inheritdoc/>
    public override Condition Is(Operator operation, Operand? value = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new AggregateCondition(_relation, _function, _attribute, operation, value, _where);
    }
}
