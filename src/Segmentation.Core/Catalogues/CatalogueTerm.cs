namespace Segmentation;

/// <summary>A word of the file format with what people call it.</summary>
/// <param name="Name">The word in JSON.</param>
/// <param name="Label">What people call it, in the catalogue's culture.</param>
/// <param name="Help">A sentence that explains it; null when there is none.</param>
public sealed record CatalogueTerm(string Name, string Label, string? Help);
