using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>A map laid on what the database has: which columns are there, and of which kinds the keys are. Immutable.</summary>
internal sealed class LiveTables
{
    private readonly Dictionary<string, LiveTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<RowOrigin, TableShape> _shapes;

    private LiveTables(SegmentSchema schema, IReadOnlyDictionary<string, MappedTable> mapping, SqlDialect dialect, Dictionary<RowOrigin, TableShape> shapes)
    {
        Schema = schema;
        Dialect = dialect;
        _shapes = shapes;
        foreach (MappedTable table in mapping.Values)
            _tables.Add(table.Entity.Name, new LiveTable(table, shapes[table.Origin], dialect));
    }

    public SegmentSchema Schema { get; }

    public SqlDialect Dialect { get; }

    public IEnumerable<LiveTable> All => _tables.Values;

    /// <summary>The table of an entity.</summary>
    public LiveTable this[string entity] => _tables[entity];

    /// <summary>The columns of any table that the map names.</summary>
    public TableShape ShapeOf(RowOrigin origin) => _shapes[origin];

    /// <summary>The columns of the table that has an attribute's values.</summary>
    /// <param name="place">Where they are.</param>
    /// <param name="own">The columns of the entity's own table.</param>
    public TableShape ShapeOf(ValuePlace place, TableShape own) => place is InRows rows ? ShapeOf(rows.Table.Origin) : own;

    /// <summary>The table of a part that is in rows of its own.</summary>
    public LiveTable PartTable(MappedPart part) => new(part.Table, _shapes[part.Table.Origin], Dialect);

    /// <summary>The kind of the keys of an entity; null when it has none.</summary>
    public KeyKind? KindOf(string entity) => _tables[entity].KeyKind;

    /// <summary>Asks the database for every table that the map names, one statement each.</summary>
    public static async Task<LiveTables> ReadAsync(
        SqlDatabase database, SegmentSchema schema, IReadOnlyDictionary<string, MappedTable> mapping, CancellationToken ct)
    {
        var shapes = new Dictionary<RowOrigin, TableShape>();
        DbConnection connection = await database.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            foreach (RowOrigin origin in mapping.Values.SelectMany(OriginsOf).Distinct())
                shapes.Add(origin, await TableShape.ReadAsync(database, connection, origin, ct).ConfigureAwait(false));
        }

        return new LiveTables(schema, mapping, database.Dialect, shapes);
    }

    private static IEnumerable<RowOrigin> OriginsOf(MappedTable table) =>
    [
        table.Origin,
        .. table.Attributes.Values.Select(a => a.Place).OfType<InRows>().Select(p => p.Table.Origin),
        .. table.Parents.Values.Select(p => p.Link?.Origin).OfType<RowOrigin>(),
        .. table.Parts.Values.SelectMany(p => OriginsOf(p.Table)),
    ];
}
