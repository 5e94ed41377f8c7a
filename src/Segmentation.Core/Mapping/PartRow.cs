namespace Segmentation;

/// <summary>A row of a relation that several parts of a host's object make up: the part's object, and which part it is.</summary>
internal sealed class PartRow(int part, object row)
{
    public int Part { get; } = part;

    public object Row { get; } = row;

    /// <summary>The rows of an object's parts, in their order; null stands for none.</summary>
    public static PartRow[] Of(object?[] parts) =>
        [.. parts.Select(static (row, part) => row is null ? null : new PartRow(part, row)).OfType<PartRow>()];

    /// <summary>The rows of an object's only part.</summary>
    public static T[] Only<T>(T? row)
        where T : class => row is null ? [] : [row];
}
