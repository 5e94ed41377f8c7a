namespace Segmentation.Catalogues;

/// <summary>The relative values that each type takes, as the operand reader accepts them.</summary>
internal static class RelativeForms
{
    public static IReadOnlyList<RelativeForm> Of(AttributeType type) => type switch
    {
        AttributeType.Instant => [RelativeForm.Ago, RelativeForm.Ahead, RelativeForm.StartOf],
        AttributeType.Date => [RelativeForm.Today, RelativeForm.StartOf],
        AttributeType.Integer or AttributeType.Decimal => [RelativeForm.Attribute],
        _ => [],
    };
}
