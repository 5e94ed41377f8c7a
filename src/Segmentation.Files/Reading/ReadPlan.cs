namespace Segmentation.Files;

/// <summary>One read, looked up in the tables: the way from the root, and the columns that are asked for.</summary>
internal sealed class ReadPlan
{
    private ReadPlan(EntityRead read, Table root)
    {
        Read = read;
        Root = root;
    }

    public EntityRead Read { get; }

    public Table Root { get; }

    /// <summary>The owned tables on the way from the root, each with the rows by owner; null where the file lacks the owner's column.</summary>
    public List<(Table Table, RowGroups? Groups)> Steps { get; } = [];

    /// <summary>Whether the way ends with a part of the last table's rows.</summary>
    public bool EndsWithPart { get; private set; }

    /// <summary>The parts, when the way ends with one; null when the file has no column of them.</summary>
    public PartRows? Part { get; private set; }

    /// <summary>The table whose rows are read, or have the part that is.</summary>
    public Table Last => Steps.Count == 0 ? Root : Steps[^1].Table;

    /// <summary>The table of the rows' direct parents.</summary>
    public Table Parent => EndsWithPart ? Last : Steps.Count < 2 ? Root : Steps[^2].Table;

    /// <summary>The columns asked for, in order.</summary>
    public List<AttributeStore> Attributes { get; } = [];

    /// <summary>The references asked for, in order; null for one that the file lacks.</summary>
    public List<(Table Target, KeyLink? Link)> References { get; } = [];

    /// <summary>Looks a read up.</summary>
    /// <exception cref="SegmentSourceException">The directory cannot give what is asked for.</exception>
    public static ReadPlan Create(DirectoryTables tables, EntityRead read)
    {
        SchemaEntity root = tables.Schema.FindEntity(read.Root.Name)
            ?? throw new SegmentSourceException($"The data directory knows no entity '{read.Root.Name}'; bind the segments to the directory's own schema.");
        var plan = new ReadPlan(read, tables.ByEntity[root.Name]);
        SchemaEntity entity = plan.Walk(tables, root);
        if (entity.Name != read.Entity.Name)
            throw new SegmentSourceException($"The path '{read}' leads to '{entity.Name}', not to '{read.Entity.Name}'; bind the segments to the directory's own schema.");
        plan.FindColumns(tables, entity);
        return plan;
    }

    private SchemaEntity Walk(DirectoryTables tables, SchemaEntity root)
    {
        SchemaEntity entity = root;
        if (Read.IsRoot)
            return entity;
        foreach (string name in Read.Path.Split('.'))
        {
            if (EndsWithPart)
                throw new SegmentSourceException($"The path '{Read}' goes on after a part; a data directory holds parts of rows, but nothing of parts.");
            SchemaRelation? relation = entity.FindRelation(name);
            if (relation is ManyRelation)
                AddStep(tables, entity, tables.ByEntity[relation.Target]);
            else if (relation is PartRelation)
                (EndsWithPart, Part) = (true, Last.Parts.GetValueOrDefault(name));
            else
                throw new SegmentSourceException($"The path '{Read}' has '{name}', which is no relation of '{entity.Name}' that a data directory can follow.");
            entity = tables.Schema.FindEntity(relation.Target)!;
        }

        return entity;
    }

    private void AddStep(DirectoryTables tables, SchemaEntity owner, Table table)
    {
        int owners = tables.ByEntity[owner.Name].Count;
        Steps.Add((table, table.Owners.GetValueOrDefault(owner.Name)?.Groups(owners)));
    }

    private void FindColumns(DirectoryTables tables, SchemaEntity entity)
    {
        RowSet? rows = EndsWithPart ? Part : Last;
        foreach (SchemaAttribute asked in Read.Attributes)
        {
            if (entity.FindAttribute(asked.Name) is not { Computation: null } known || known.Type != asked.Type)
                throw new SegmentSourceException($"The data directory has no stored attribute '{asked.Name}' of type {asked.Type} for '{entity.Name}'; bind the segments to the directory's own schema.");
            Attributes.Add(rows?.Attributes.GetValueOrDefault(asked.Name) ?? new MissingStore(known.Type));
        }

        foreach (ReferenceRelation asked in Read.References)
        {
            if (entity.FindRelation(asked.Name) is not ReferenceRelation known || known.Target != asked.Target)
                throw new SegmentSourceException($"The data directory has no reference '{asked.Name}' from '{entity.Name}' to '{asked.Target}'; bind the segments to the directory's own schema.");
            References.Add((tables.ByEntity[known.Target], rows?.References.GetValueOrDefault(asked.Name)));
        }
    }
}
