namespace Segmentation.Sql;

/// <summary>A column that rows are written to, and what is written.</summary>
/// <param name="Name">The column.</param>
/// <param name="Type">The type of the attribute; null for keys.</param>
/// <param name="Kind">The kind of the keys; null for attributes.</param>
public sealed record SqlColumnType(string Name, AttributeType? Type, KeyKind? Kind);
