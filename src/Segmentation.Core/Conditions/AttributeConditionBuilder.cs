namespace Segmentation;

/// <summary>Ends a comparison of an attribute: beside what any comparison has, the questions to texts and sets.</summary>
public sealed class AttributeConditionBuilder : ComparisonBuilder
{
    private readonly string _attribute;

    internal AttributeConditionBuilder(string attribute) => _attribute = attribute;

    /// <summary>Present text that contains the literal, ignoring case unless the attribute is declared otherwise.</summary>
    public Condition Contains(Operand text) => Is(Operator.Contains, Given(text));

    /// <summary>Exactly when <see cref="Contains"/> is false; so, true of a missing value.</summary>
    public Condition DoesNotContain(Operand text) => Is(Operator.DoesNotContain, Given(text));

    /// <summary>Present text that begins with the literal.</summary>
    public Condition BeginsWith(Operand text) => Is(Operator.BeginsWith, Given(text));

    /// <summary>Exactly when <see cref="BeginsWith"/> is false; so, true of a missing value.</summary>
    public Condition DoesNotBeginWith(Operand text) => Is(Operator.DoesNotBeginWith, Given(text));

    /// <summary>Present text that ends with the literal.</summary>
    public Condition EndsWith(Operand text) => Is(Operator.EndsWith, Given(text));

    /// <summary>Exactly when <see cref="EndsWith"/> is false; so, true of a missing value.</summary>
    public Condition DoesNotEndWith(Operand text) => Is(Operator.DoesNotEndWith, Given(text));

    /// <summary>The set has at least one of the values.</summary>
    public Condition HasAny(params IEnumerable<Operand> values) => Is(Operator.HasAny, List(values));

    /// <summary>The set has every one of the values.</summary>
    public Condition HasAll(params IEnumerable<Operand> values) => Is(Operator.HasAll, List(values));

    /// <summary>The set has none of the values; so, true of an empty set.</summary>
    public Condition HasNone(params IEnumerable<Operand> values) => Is(Operator.HasNone, List(values));

    /// <inheritdoc/>
    public override Condition Is(Operator operation, Operand? value = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new AttributeCondition(_attribute, operation, value);
    }
}
