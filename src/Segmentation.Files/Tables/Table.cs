namespace Segmentation.Files;

/// <summary>The rows of an entity, as they stand in its file. Safe for concurrent reading once loaded.</summary>
internal sealed class Table : RowSet
{
    public Table(SchemaEntity entity, string? file = null)
        : base(entity) => File = file;

    /// <summary>The file's name; null when the directory has none for the entity.</summary>
    public string? File { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; set; }

    /// <summary>The keys of the rows.</summary>
    public TableKeys Keys { get; set; } = new RowNumberKeys(0);

    /// <summary>Whether the keys stand in the file; otherwise the rows are numbered.</summary>
    public bool HasOwnKeys { get; set; }

    /// <summary>Whether every row was read and has a key of its own, so that a key that is not there is nowhere.</summary>
    public bool IsReliable { get; set; } = true;

    /// <summary>The rows that own these, by entity.</summary>
    public Dictionary<string, KeyLink> Owners { get; } = new(StringComparer.Ordinal);

    /// <summary>The rows' parts, by relation.</summary>
    public Dictionary<string, PartRows> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>All columns of keys that lead to other rows.</summary>
    public IEnumerable<KeyLink> Links => References.Values.Concat(Owners.Values).Concat(Parts.Values.SelectMany(p => p.References.Values)).Distinct();
}
