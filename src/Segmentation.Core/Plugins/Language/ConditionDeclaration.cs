namespace Segmentation;

/// <summary>A condition type that an integrator added, as editors need it. Immutable.</summary>
/// <param name="Name">The value of <c>type</c> in JSON.</param>
/// <param name="Record">The record's type.</param>
/// <param name="IsExternal">Whether the host answers it; otherwise it expands to other conditions.</param>
/// <param name="Label">The name for people.</param>
/// <param name="Category">The group that editors list it in; null for none.</param>
/// <param name="Help">What it asks; null for nothing.</param>
/// <param name="Settings">Its settings, in the order of the constructor.</param>
public sealed record ConditionDeclaration(
    string Name, Type Record, bool IsExternal, string Label, string? Category, string? Help, IReadOnlyList<SettingDeclaration> Settings);
