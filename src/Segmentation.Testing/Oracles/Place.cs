namespace Segmentation.Testing.Oracles;

/// <summary>A row, and the row it was reached from, which it can name by its entity.</summary>
internal sealed record Place(DatasetRow Row, Place? From = null);

/// <summary>An attribute, and the value that a row has of it.</summary>
internal readonly record struct Reading(SchemaAttribute Attribute, object? Value);
