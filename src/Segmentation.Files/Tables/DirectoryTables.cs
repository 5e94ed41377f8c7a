namespace Segmentation.Files;

/// <summary>What a directory holds once it is loaded.</summary>
/// <param name="Schema">The schema with the attributes found in headers.</param>
/// <param name="ByEntity">The rows of every entity of the schema, by its name.</param>
/// <param name="Files">The files that were read.</param>
internal sealed record DirectoryTables(SegmentSchema Schema, IReadOnlyDictionary<string, Table> ByEntity, IReadOnlyList<DataFile> Files);
