namespace Segmentation;

/// <summary>
/// An operator, with its negation where it has one: the negation holds exactly when the operator does not, for every
/// input. Immutable. Derive from <see cref="ExpandingOperator"/> or <see cref="ValueOperator{T}"/>, and register it with
/// <see cref="ConditionLanguageBuilder.AddOperator"/>.
/// </summary>
public abstract class AttributeOperator
{
    private protected AttributeOperator(string name, string? negation, IReadOnlyList<AttributeType> types)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Negation = negation;
        Types = types;
    }

    /// <summary>The name in JSON.</summary>
    public string Name { get; }

    /// <summary>The name in JSON of the operator that holds exactly when this one does not; null when there is none.</summary>
    public string? Negation { get; }

    /// <summary>The types of attributes it is for.</summary>
    public IReadOnlyList<AttributeType> Types { get; }

    /// <summary>Whether it compares with a value. A definition that gives one to an operator that takes none, or none to one that takes one, is refused.</summary>
    public virtual bool TakesValue => true;

    /// <summary>The name for people; the name in JSON by default.</summary>
    public virtual string Label => Name;

    /// <summary>What is wrong with the value; nothing by default. Asked when a set is bound.</summary>
    /// <param name="operand">The value as it is authored; null exactly when the operator takes none.</param>
    /// <returns>Problems whose path is within the value, such as <c>[2]</c>, and empty for the whole value.</returns>
    public virtual IEnumerable<Problem> Validate(Operand? operand) => [];

    /// <summary>The pure function over values that it is, for a value that was validated; null when it is none.</summary>
    internal virtual Delegate? Prepare(Operand? operand) => null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
