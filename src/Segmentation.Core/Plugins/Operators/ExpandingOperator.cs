namespace Segmentation;

/// <summary>
/// An operator that stands for conditions of others; so, it works in every engine. It is false on a missing value, whatever it
/// stands for. It is for attributes, not for figures over rows.
/// </summary>
public abstract class ExpandingOperator : AttributeOperator
{
    /// <summary>Creates the operator.</summary>
    /// <param name="name">The name in JSON: a letter, then letters, digits, <c>.</c>, <c>-</c> or <c>_</c>.</param>
    /// <param name="types">The types of attributes it is for; at least one.</param>
    /// <param name="negation">The name of its negation; null for none.</param>
    protected ExpandingOperator(string name, IReadOnlyList<AttributeType> types, string? negation = null)
        : base(name, negation, [.. types ?? throw new ArgumentNullException(nameof(types))])
    {
        if (Types.Count == 0)
            throw new ArgumentException($"The operator '{name}' is for no type; name at least one.", nameof(types));
    }

    /// <summary>
    /// Whether it can be given what relative values its attribute's type has (30 days ago, a tenth of another attribute), and
    /// passes them on; false by default, and a definition that gives one is refused.
    /// </summary>
    public virtual bool TakesRelativeValues => false;

    internal sealed override bool IsRelativeAllowed => TakesRelativeValues;

    /// <summary>What it stands for. Called when a set is bound. Must be a pure function.</summary>
    /// <param name="c">Makes conditions.</param>
    /// <param name="attribute">The path of the attribute, as it is authored.</param>
    /// <param name="operand">The value, which <see cref="AttributeOperator.Validate"/> had nothing against; null exactly when the operator takes none.</param>
    public abstract Condition Expand(ConditionBuilder c, string attribute, Operand? operand);
}
