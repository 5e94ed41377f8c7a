namespace Segmentation.Files;

/// <summary>A file once it is read: its rows, what is wrong with it, and where its rows stand.</summary>
internal sealed record LoadedFile(EntityFile File, Table Table, IReadOnlyList<CustomAttribute> Custom, LineMap Lines, ProblemList Problems);
