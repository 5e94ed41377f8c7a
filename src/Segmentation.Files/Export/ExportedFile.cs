namespace Segmentation.Files;

/// <summary>A file that was exported. Immutable.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Rows">How many rows it has, the headings not counted.</param>
public sealed record ExportedFile(string Path, long Rows);

/// <summary>How far an export has come.</summary>
/// <param name="Rows">The rows handed to the format so far.</param>
public readonly record struct ExportProgress(long Rows);
