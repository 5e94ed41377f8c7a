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

    /// <summary>What it compares with; one value by default. A definition that gives anything else is refused.</summary>
    public virtual OperandForm Operand => OperandForm.One;

    /// <summary>
    /// The type of the values it compares with, so that an editor knows how to ask for them; null, the default, for the type
    /// of the attribute. What a definition gives is for <see cref="Validate"/> to check.
    /// </summary>
    public virtual AttributeType? OperandType => null;

    /// <summary>The name for people, in English; null, the default, to make one of the name in JSON.</summary>
    public virtual string? Label => null;

    /// <summary>The name for people of the negation, in English; null, the default, to make one of its name in JSON.</summary>
    public virtual string? NegationLabel => null;

    /// <summary>A sentence that explains it, in English; null, the default, for none.</summary>
    public virtual string? Help => null;

    /// <summary>What is wrong with the value; nothing by default. Asked when a set is bound.</summary>
    /// <param name="operand">The value as it is authored; null exactly when the operator takes none.</param>
    /// <returns>Problems whose path is within the value, such as <c>[2]</c>, and empty for the whole value.</returns>
    public virtual IEnumerable<Problem> Validate(Operand? operand) => [];

    /// <summary>The pure function over values that it is, for a value that was validated; null when it is none.</summary>
    internal virtual Delegate? Prepare(Operand? operand) => null;

    /// <summary>Whether a value may be relative to the evaluation's instant or to another attribute.</summary>
    internal virtual bool IsRelativeAllowed => false;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
