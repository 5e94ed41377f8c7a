using Segmentation.Binding;

namespace Segmentation.Catalogues;

/// <summary>An operator of a language under one of its names, with what an editor must know of it.</summary>
/// <param name="Operator">The name.</param>
/// <param name="Declared">What was registered.</param>
/// <param name="IsNegative">Whether the name is that of the negation.</param>
internal sealed record OfferedOperator(Operator Operator, AttributeOperator Declared, bool IsNegative)
{
    public Operator? Negates => IsNegative ? new Operator(Declared.Name) : null;

    /// <summary>The label that an integrator gave it; null for one of the model.</summary>
    public string? DeclaredLabel => IsNegative ? Declared.NegationLabel : Declared.Label;

    public string? DeclaredHelp => IsNegative ? null : Declared.Help;

    /// <summary>Whether it asks for the same value, as the whole units of an elapsed time are.</summary>
    public bool IsEquality => Declared is BuiltInOperator { Test: Test.Equal or Test.In };

    /// <summary>Whether it can be asked of an average, which has no exact value of its own for a calculation to take.</summary>
    public bool IsForAverages => Declared is BuiltInOperator or ExpandingOperator;

    /// <summary>The operators of a language, each before its negation.</summary>
    public static IReadOnlyList<OfferedOperator> Of(ConditionLanguage language) =>
        [.. language.Operators.SelectMany(OperatorUse.Of).Select(use => new OfferedOperator(new Operator(use.Name), use.Operator, use.IsNegative))];

    public bool IsFor(AttributeType type) => Declared.Types.Contains(type);
}
