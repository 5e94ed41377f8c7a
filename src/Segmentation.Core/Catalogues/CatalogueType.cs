namespace Segmentation;

/// <summary>A type of value.</summary>
/// <param name="Type">The type.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Help">A sentence that explains how its values are written; null when there is none.</param>
/// <param name="Operators">The operators for it, in the order in which they are offered.</param>
public sealed record CatalogueType(AttributeType Type, string Label, string? Help, IReadOnlyList<CatalogueTypeOperator> Operators);

/// <summary>An operator on one type.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Label">What people call it on this type, such as "is before" for <c>&lt;</c> on instants.</param>
/// <param name="Operand">What it compares with.</param>
/// <param name="Relative">The relative values that may stand for its value, or for each value of its list.</param>
/// <param name="TakesWholeNumbers">Whether its numbers must be whole.</param>
/// <param name="ValueType">The type of the values to compare with, where an integrator's operator declares another than the attribute's; null for the attribute's own.</param>
/// <param name="Functions">The functions whose figures it compares, besides attributes; null for all.</param>
public sealed record CatalogueTypeOperator(
    Operator Operator,
    string Label,
    OperandForm Operand,
    IReadOnlyList<RelativeForm> Relative,
    bool TakesWholeNumbers,
    AttributeType? ValueType = null,
    IReadOnlyList<AggregateFunction>? Functions = null);
