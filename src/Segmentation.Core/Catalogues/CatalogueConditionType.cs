namespace Segmentation;

/// <summary>A type of condition.</summary>
/// <param name="Name">The word in <c>type</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Help">A sentence that explains it; null when there is none.</param>
/// <param name="Properties">The properties beside <c>type</c>, in the order in which they are written.</param>
/// <param name="IsForRows">Whether a <c>where</c> may hold it.</param>
public sealed record CatalogueConditionType(string Name, string Label, string? Help, IReadOnlyList<string> Properties, bool IsForRows);
