namespace Segmentation;

/// <summary>One setting of a condition type, as editors and messages need it. Immutable.</summary>
/// <param name="Name">The property in JSON: the constructor parameter's name with a small first letter.</param>
/// <param name="Type">What it takes.</param>
/// <param name="IsList">Whether it takes a list of that.</param>
/// <param name="IsRequired">Whether it must be given; otherwise <paramref name="Default"/> stands for it.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Default">What stands for it when it is left out, as its constructor declares; null also for none.</param>
/// <param name="Words">The words of a <see cref="SettingType.Choice"/>; empty for the others.</param>
/// <param name="Label">The name for people, as <see cref="SettingAttribute"/> says; null for none.</param>
/// <param name="Help">What it is for; null for nothing.</param>
public sealed record SettingDeclaration(
    string Name, SettingType Type, bool IsList, bool IsRequired, bool IsNullable, object? Default, IReadOnlyList<string> Words,
    string? Label = null, string? Help = null);

/// <summary>What a setting of a condition type takes.</summary>
public enum SettingType
{
    /// <summary>A text: <see cref="string"/>.</summary>
    Text,

    /// <summary>True or false: <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A whole number: <see cref="int"/> or <see cref="long"/>.</summary>
    Integer,

    /// <summary>An exact number: <see cref="decimal"/>.</summary>
    Decimal,

    /// <summary>A calendar day: <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>A point in time: <see cref="DateTimeOffset"/>.</summary>
    Instant,

    /// <summary>One of the words of an enumeration.</summary>
    Choice,

    /// <summary>What a comparison compares with, relative values included: <see cref="Segmentation.Operand"/>.</summary>
    Operand,

    /// <summary>Any condition: <see cref="Segmentation.Condition"/>.</summary>
    Condition,
}
