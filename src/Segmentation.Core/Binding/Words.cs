namespace Segmentation.Binding;

/// <summary>The words of the file format for the model's enumerations, as messages use them.</summary>
internal static class Words
{
    public static string Of(AttributeType type) => Lower(type.ToString());

    public static string Of(AggregateFunction function) => Lower(function.ToString());

    public static string Of(ElapsedUnit unit) => Lower(unit.ToString());

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
