namespace Segmentation;

/// <summary>An operator.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Label">What people call it where the type says nothing more special.</param>
/// <param name="Help">A sentence that explains it; null when there is none.</param>
/// <param name="Operand">What it compares with.</param>
/// <param name="Negates">The operator that holds exactly when this one does not; null for a positive one.</param>
public sealed record CatalogueOperator(Operator Operator, string Label, string? Help, OperandForm Operand, Operator? Negates);
