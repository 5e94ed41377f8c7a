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
    /// <summary>The operators of the model, each before its negation.</summary>
    public static IReadOnlyList<OfferedOperator> All { get; } = [.. BuiltInOperators.All.OfType<BuiltInOperator>().SelectMany(Of)];

    private static IEnumerable<OfferedOperator> Of(BuiltInOperator operation)
    {
        OperandForm form = operation.Test switch
        {
            Test.Present => OperandForm.None,
            Test.In or Test.HasAny or Test.HasAll => OperandForm.List,
            Test.Between => OperandForm.Bounds,
            _ => OperandForm.One,
        };
        bool isEquality = operation.Test is Test.Equal or Test.In;
        var positive = new Operator(operation.Name);
        yield return new OfferedOperator(positive, operation.Types, form, null, isEquality);
        if (operation.Negation is not null)
            yield return new OfferedOperator(new Operator(operation.Negation), operation.Types, form, positive, isEquality);
    }
}
