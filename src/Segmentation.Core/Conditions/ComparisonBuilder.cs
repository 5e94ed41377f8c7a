namespace Segmentation;

/// <summary>
/// Ends a comparison with an operator and what to compare with: numbers, texts, booleans, days (<see cref="DateOnly"/>) and
/// instants convert by themselves, <see cref="When"/> and <see cref="Operand"/> make relative values. Which operators the
/// type of the attribute has is checked when a <see cref="SegmentSet"/> is bound.
/// </summary>
public abstract class ComparisonBuilder
{
    private protected ComparisonBuilder()
    {
    }

    /// <summary>Present, and equal.</summary>
    public Condition Equal(Operand value) => Is(Operator.Equal, Given(value));

    /// <summary>Exactly when <see cref="Equal"/> is false; so, true of a missing value.</summary>
    public Condition NotEqual(Operand value) => Is(Operator.NotEqual, Given(value));

    /// <summary>Present, and less.</summary>
    public Condition LessThan(Operand value) => Is(Operator.LessThan, Given(value));

    /// <summary>Present, and less or equal.</summary>
    public Condition AtMost(Operand value) => Is(Operator.AtMost, Given(value));

    /// <summary>Present, and greater.</summary>
    public Condition GreaterThan(Operand value) => Is(Operator.GreaterThan, Given(value));

    /// <summary>Present, and greater or equal.</summary>
    public Condition AtLeast(Operand value) => Is(Operator.AtLeast, Given(value));

    /// <summary>Present, and between two bounds, both included.</summary>
    public Condition Between(Operand least, Operand greatest) => Is(Operator.Between, List([least, greatest]));

    /// <summary>Exactly when <see cref="Between"/> is false; so, true of a missing value.</summary>
    public Condition NotBetween(Operand least, Operand greatest) => Is(Operator.NotBetween, List([least, greatest]));

    /// <summary>Present, and equal to one of the values.</summary>
    public Condition In(params IEnumerable<Operand> values) => Is(Operator.In, List(values));

    /// <summary>Exactly when <see cref="In"/> is false; so, true of a missing value.</summary>
    public Condition NotIn(params IEnumerable<Operand> values) => Is(Operator.NotIn, List(values));

    /// <summary>Missing; for a set, empty.</summary>
    public Condition Null() => Is(Operator.Null);

    /// <summary>Present; for a set, not empty.</summary>
    public Condition NotNull() => Is(Operator.NotNull);

    /// <summary>A comparison by any operator, such as a registered one.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="value">What to compare with; null for operators that take nothing.</param>
    public abstract Condition Is(Operator operation, Operand? value = null);

    private protected static Operand Given(Operand value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }

    private protected static Operand.List List(IEnumerable<Operand> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new Operand.List([.. values.Select(Given)]);
    }
}
