namespace Segmentation;

/// <summary>Names a condition type that an integrator adds: the word in JSON, and what editors show.</summary>
/// <param name="name">The value of <c>type</c> in JSON: a letter, then letters, digits, <c>.</c>, <c>-</c> or <c>_</c>. It is
/// stored with every definition, so begin it with a name of your own (<c>acme.near-tier</c>) and never change it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConditionTypeAttribute(string name) : Attribute
{
    /// <summary>The value of <c>type</c> in JSON.</summary>
    public string Name { get; } = name;

    /// <summary>The name for people, in English; null for <see cref="Name"/>.</summary>
    public string? Label { get; init; }

    /// <summary>The group that editors list it in; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>What it asks, in a sentence or two, in English; null for nothing.</summary>
    public string? Help { get; init; }
}
