namespace Segmentation.Tests.Catalogues;

/// <summary>Operands that fit what a catalogue says.</summary>
internal static class Samples
{
    public static Operand Literal(CatalogueAttribute attribute) => attribute.Choices is [CatalogueTerm choice, ..] ? choice.Name : Literal(attribute.Type);

    public static Operand Literal(AttributeType type) => type switch
    {
        AttributeType.Boolean => true,
        AttributeType.Date => "2025-01-31",
        AttributeType.Instant => "2025-01-31T12:00:00Z",
        AttributeType.Integer or AttributeType.Decimal or AttributeType.Elapsed => 3,
        _ => "some text",
    };

    public static Operand Relative(RelativeForm form, string attribute) => form switch
    {
        RelativeForm.Ago => When.Ago("P30D"),
        RelativeForm.Ahead => When.Ahead("PT1H"),
        RelativeForm.StartOf => When.StartOf(CalendarPeriod.Quarter, -1),
        RelativeForm.Today => When.Today(-18, DateUnit.Years),
        _ => new Operand.Attribute(attribute, 0.5m),
    };

    public static Operand? Of(OperandForm form, Operand value) => form switch
    {
        OperandForm.None => null,
        OperandForm.One => value,
        OperandForm.List => new Operand.List([value]),
        _ => new Operand.List([value, value]),
    };
}
