namespace Segmentation;

/// <summary>Some consecutive rows of a read, by columns. A source hands a batch over and no longer touches its arrays.</summary>
public sealed class ColumnBatch
{
    /// <summary>The number of rows; every column has as many.</summary>
    public required int Count { get; init; }

    /// <summary>The key of the root row that each row belongs to (for a read of the root: its own key). Never missing.</summary>
    public required KeyColumn RootKeys { get; init; }

    /// <summary>The key of the direct parent; required when the read <see cref="EntityRead.IsNested"/>, else null.</summary>
    public KeyColumn? ParentKeys { get; init; }

    /// <summary>
    /// The rows' own keys; null where the rows have none (a <see cref="PartRelation"/>'s row, or rows that nothing refers
    /// to or chooses among). For a read of the root: <see cref="RootKeys"/>, and this may be null.
    /// </summary>
    public KeyColumn? Keys { get; init; }

    /// <summary>One column for each of <see cref="EntityRead.Attributes"/>, in that order.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>One column of target keys for each of <see cref="EntityRead.References"/>, in that order; a missing key refers to nothing.</summary>
    public IReadOnlyList<KeyColumn> References { get; init; } = [];
}
