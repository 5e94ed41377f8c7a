namespace Segmentation;

/// <summary>What the value of a parameter of a ready-made segment is, and so which editor it needs.</summary>
public enum ReadyMadeParameterType
{
    /// <summary>A text: <see cref="string"/>, not empty.</summary>
    Text,

    /// <summary>Several texts: <see cref="IReadOnlyList{T}"/> of <see cref="string"/>, at least one, none empty.</summary>
    Texts,

    /// <summary>A whole number that is not negative: <see cref="int"/>.</summary>
    Integer,

    /// <summary>A number that is not negative: <see cref="decimal"/>.</summary>
    Decimal,

    /// <summary>A calendar day: <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>The name of a custom attribute that the schema must have: <see cref="string"/>.</summary>
    Attribute,
}
