namespace Segmentation.Files.Tests;

/// <summary>A row as a test compares it: keys as texts, null where there is none.</summary>
internal sealed record ReadRow(string Root, string? Parent, string? Key, object?[] Values, string?[] References);
