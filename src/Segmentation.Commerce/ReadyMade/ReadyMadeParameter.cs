namespace Segmentation;

/// <summary>Something a host can set in a ready-made segment. Immutable.</summary>
/// <param name="Name">The name, as in the method of <see cref="CommerceSegments"/> that makes the segment.</param>
/// <param name="Label">What people are asked for.</param>
/// <param name="Type">What its value is.</param>
/// <param name="Default">The value when none is given, of the .NET type that <paramref name="Type"/> names; never null.</param>
public sealed record ReadyMadeParameter(string Name, string Label, ReadyMadeParameterType Type, object Default)
{
    /// <summary>The attribute whose name the default is; null unless <see cref="Type"/> is <see cref="ReadyMadeParameterType.Attribute"/>.</summary>
    public RequiredAttribute? Attribute { get; private init; }

    internal static ReadyMadeParameter Text(string name, string label, string value) =>
        new(name, label, ReadyMadeParameterType.Text, value);

    internal static ReadyMadeParameter Texts(string name, string label, params string[] values) =>
        new(name, label, ReadyMadeParameterType.Texts, Array.AsReadOnly(values));

    internal static ReadyMadeParameter Integer(string name, string label, int value) =>
        new(name, label, ReadyMadeParameterType.Integer, value);

    internal static ReadyMadeParameter Decimal(string name, string label, decimal value) =>
        new(name, label, ReadyMadeParameterType.Decimal, value);

    internal static ReadyMadeParameter Date(string name, string label, DateOnly value) =>
        new(name, label, ReadyMadeParameterType.Date, value);

    internal static ReadyMadeParameter AttributeName(string name, string label, RequiredAttribute attribute) =>
        new(name, label, ReadyMadeParameterType.Attribute, attribute.Name) { Attribute = attribute };
}
