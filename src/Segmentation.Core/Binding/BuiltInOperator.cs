namespace Segmentation.Binding;

/// <summary>An operator that the binder turns into leaves of its own.</summary>
internal sealed class BuiltInOperator(Operator name, Operator? negation, Test test, IReadOnlyList<AttributeType> types)
    : AttributeOperator(name.Name, negation?.Name, types)
{
    public Test Test { get; } = test;

    public override OperandForm Operand => Test switch
    {
        Test.Present => OperandForm.None,
        Test.In or Test.HasAny or Test.HasAll => OperandForm.List,
        Test.Between => OperandForm.Bounds,
        _ => OperandForm.One,
    };

    internal override bool IsRelativeAllowed => true;
}
