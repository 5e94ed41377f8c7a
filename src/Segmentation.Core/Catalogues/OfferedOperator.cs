using Segmentation.Binding;

namespace Segmentation.Catalogues;

/// <summary>An operator as the binder's table has it, with what an editor must know of it.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Types">The types it is for.</param>
/// <param name="Operand">What it compares with.</param>
/// <param name="Negates">The operator it is the opposite of; null for a positive one.</param>
/// <param name="IsEquality">Whether it asks for the same value, as the whole units of an elapsed time are.</param>
internal sealed record OfferedOperator(
    Operator Operator, IReadOnlyList<AttributeType> Types, OperandForm Operand, Operator? Negates, bool IsEquality)
{
    /// <summary>The operators in the order of the table.</summary>
    public static IReadOnlyList<OfferedOperator> All { get; } = [.. OperatorTable.All.Select(Of)];

    private static OfferedOperator Of(OperatorTable.Entry entry) => new(
        entry.Operator,
        entry.Types,
        entry.Test switch
        {
            Test.Present => OperandForm.None,
            Test.In or Test.HasAny or Test.HasAll => OperandForm.List,
            Test.Between => OperandForm.Bounds,
            _ => OperandForm.One,
        },
        entry.IsNegative ? OperatorTable.All.First(e => e.Test == entry.Test && !e.IsNegative).Operator : null,
        entry.Test is Test.Equal or Test.In);
}
