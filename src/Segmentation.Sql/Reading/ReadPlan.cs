namespace Segmentation.Sql;

/// <summary>One read, looked up in the tables: the way from the root, and the columns that are asked for. Immutable.</summary>
internal sealed class ReadPlan
{
    private ReadPlan(EntityRead read, ScanPath path, MappedTable columns, TableShape shape, bool isPartInColumns)
    {
        Read = read;
        Path = path;
        Columns = columns;
        Shape = shape;
        IsPartInColumns = isPartInColumns;
    }

    public EntityRead Read { get; }

    public ScanPath Path { get; }

    /// <summary>Where the attributes and references are.</summary>
    public MappedTable Columns { get; }

    /// <summary>The columns of the table that they are in.</summary>
    public TableShape Shape { get; }

    /// <summary>Whether the rows are parts, in columns of the table that the path leads to.</summary>
    public bool IsPartInColumns { get; }

    /// <summary>Which rows can matter; null for all of them.</summary>
    public RowRestriction? Restriction { get; private init; }

    /// <summary>In the order of the read.</summary>
    public List<MappedAttribute> Attributes { get; private init; } = [];

    /// <summary>In the order of the read, with the kinds of the keys.</summary>
    public List<(LiveColumn Column, KeyKind Kind)> References { get; private init; } = [];

    /// <summary>
    /// Looks a read up; null when something is not there, which is said in so many sentences, or when nothing is there to be
    /// read and the read may be empty.
    /// </summary>
    public static ReadPlan? Create(LiveTables tables, EntityRead read, List<string> missing)
    {
        int before = missing.Count;
        var finder = new PlaceFinder(tables, missing);
        if (finder.Root(read) is not { } root)
            return null;
        var path = new List<LiveTable> { root };
        var steps = new List<MappedParent>();
        var names = new List<string>();
        MappedPart? part = null;
        foreach (string relation in read.IsRoot ? [] : read.Path.Split('.'))
        {
            LiveTable table = path[^1];
            SchemaRelation? known = table.Table.Entity.FindRelation(relation);
            if (part is not null)
                missing.Add($"The path '{read}' goes on after a part; tables hold parts of rows, but nothing of parts.");
            else if (known is ManyRelation && finder.Step(table, known) is var (child, parent))
                (path, steps) = ([.. path, child], [.. steps, parent]);
            else if (known is PartRelation)
                part = finder.Part(table, known.Name);
            else if (known is not ManyRelation)
                missing.Add($"The path '{read}' has '{relation}', which is no relation of '{table.Table.Entity.Name}' that tables can follow.");
            if (missing.Count > before)
                return null;
            names.Add(relation);
        }

        bool isInColumns = part is { IsInRows: false };
        LiveTable? partTable = part is null || isInColumns ? null : tables.PartTable(part);
        // Parts in columns are read with the rows that they are parts of.
        string name = string.Join('.', isInColumns ? names[..^1] : names);
        var plan = new ReadPlan(
            read, new ScanPath(name, path, steps, partTable), part?.Table ?? path[^1].Table, (partTable ?? path[^1]).Shape, isInColumns);
        plan.FindColumns(finder);
        return missing.Count == before ? plan : null;
    }

    /// <summary>The same read of those rows alone that can matter.</summary>
    public ReadPlan With(RowRestriction? restriction) =>
        new(Read, Path, Columns, Shape, IsPartInColumns) { Restriction = restriction, Attributes = Attributes, References = References };

    private void FindColumns(PlaceFinder finder)
    {
        foreach (SchemaAttribute asked in Read.Attributes)
        {
            if (finder.Attribute(Columns, Shape, asked) is { } attribute)
                Attributes.Add(attribute);
        }

        foreach (ReferenceRelation asked in Read.References)
        {
            if (finder.Reference(Columns, Shape, asked) is { } reference)
                References.Add(reference);
        }
    }
}
