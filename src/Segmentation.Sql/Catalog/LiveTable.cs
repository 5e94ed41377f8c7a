namespace Segmentation.Sql;

/// <summary>One entity's table as the map says it and as the database has it. Immutable.</summary>
internal sealed class LiveTable(MappedTable table, TableShape shape, SqlDialect dialect)
{
    public MappedTable Table { get; } = table;

    public TableShape Shape { get; } = shape;

    /// <summary>The column of the keys; null when there is none.</summary>
    public LiveColumn? Key { get; } = shape.Find(table.Key.Name);

    /// <summary>The kind of the keys; null when there are none, or the column can hold none.</summary>
    public KeyKind? KeyKind { get; } = KindOf(table, shape, dialect);

    // A column whose type does not tell holds texts, which every value can be; the map can say otherwise.
    private static KeyKind? KindOf(MappedTable table, TableShape shape, SqlDialect dialect) =>
        shape.Find(table.Key.Name) is { } key
            ? table.KeyKind ?? dialect.KindOf(key.Type) ?? (key.Type == SqlType.Unknown ? Segmentation.KeyKind.Text : null)
            : null;
}
