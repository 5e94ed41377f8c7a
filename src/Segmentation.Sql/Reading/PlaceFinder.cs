namespace Segmentation.Sql;

/// <summary>Finds where what a read asks for is, and says what is nowhere and how to mend it.</summary>
internal sealed class PlaceFinder(LiveTables tables, List<string> missing)
{
    /// <summary>The table of a read's root; null when it is not there.</summary>
    public LiveTable? Root(EntityRead read)
    {
        if (tables.Schema.FindEntity(read.Root.Name) is null)
        {
            missing.Add($"The database is mapped by a schema without '{read.Root.Name}'; bind the segments to the schema of the map.");
            return null;
        }

        LiveTable root = tables[read.Root.Name];
        // The tree over a set's values may be unknown; then its values have no descendants.
        if (root.Shape.Refusal is not null && !root.Table.IsDeclared && IsTree(read.Root.Name))
            return null;
        return IsReadable(root) && HasKey(root) ? root : null;
    }

    /// <summary>The table that a to-many relation leads to, and how its rows say whose they are.</summary>
    public (LiveTable Child, MappedParent Parent)? Step(LiveTable owner, SchemaRelation relation)
    {
        LiveTable child = tables[relation.Target];
        if (!IsReadable(child) || !HasKey(owner))
            return null;
        MappedParent parent = child.Table.Parents[owner.Table.Entity.Name];
        TableShape shape = parent.Link is { } link ? tables.ShapeOf(link.Origin) : child.Shape;
        if (parent.Link is not null && !HasKey(child))
            return null;
        if (shape.Refusal is null && shape.Find(parent.Column.Name) is not null && (parent.Link is null || shape.Find(parent.Link.RowColumn) is not null))
            return (child, parent);
        missing.Add($"'{child.Table.Path}' does not say which '{owner.Table.Entity.Name}' its rows belong to: {Nowhere(shape, parent.Column.Name)}; "
            + $"map it by t.Parent(\"{owner.Table.Entity.Name}\", column).");
        return null;
    }

    /// <summary>Where a part is.</summary>
    public MappedPart? Part(LiveTable owner, string name)
    {
        if (!owner.Table.Parts.TryGetValue(name, out MappedPart? part))
        {
            missing.Add($"'{owner.Table.Path}.{name}' is left out by the map's Without(…).");
            return null;
        }

        if (part.IsInRows)
            return IsReadable(tables.PartTable(part)) && HasKey(owner) ? part : null;
        if (ColumnsOf(part.Table, owner.Shape).Any())
            return part;
        missing.Add($"'{part.Table.Path}' is nowhere: {owner.Table.Origin} has none of its columns, such as '{part.Table.Attributes.Values
            .Select(a => a.Place).OfType<InColumn>().FirstOrDefault()?.Column}'; map it by t.Part(\"{name}\", p => p.Prefix(…)).");
        return null;
    }

    /// <summary>Where an attribute is.</summary>
    public MappedAttribute? Attribute(MappedTable table, TableShape shape, SchemaAttribute asked)
    {
        if (!table.Attributes.TryGetValue(asked.Name, out MappedAttribute? mapped))
            missing.Add($"'{table.Path}.{asked.Name}' is not mapped: the map or its schema leaves it out.");
        else if (mapped.Attribute.Type != asked.Type)
            missing.Add($"'{table.Path}.{asked.Name}' is mapped as {mapped.Attribute.Type} and asked for as {asked.Type}: bind and map with one schema.");
        else if (tables.ShapeOf(mapped.Place, shape) is var holder && holder.Find(ColumnOf(mapped.Place)) is not { } column)
            missing.Add($"'{table.Path}.{asked.Name}' is nowhere: {Nowhere(holder, ColumnOf(mapped.Place))}; map it by t.Column(\"{asked.Name}\", column).");
        else if (RefusalOf(mapped, column) is { } refusal)
            missing.Add($"'{table.Path}.{asked.Name}' cannot be read from '{column.Name}', which is of type {column.TypeName}: {refusal}.");
        else
            return mapped;
        return null;
    }

    /// <summary>Where a reference's key is.</summary>
    public (LiveColumn Column, KeyKind Kind)? Reference(MappedTable table, TableShape shape, ReferenceRelation asked)
    {
        LiveTable target = tables[asked.Target];
        if (!table.References.TryGetValue(asked.Name, out MappedColumn? mapped))
            missing.Add($"'{table.Path}.{asked.Name}' is not mapped: the map or its schema leaves it out.");
        else if (shape.Find(mapped.Name) is not { } column)
            missing.Add($"'{table.Path}.{asked.Name}' is nowhere: {Nowhere(shape, mapped.Name)}; map it by t.Reference(\"{asked.Name}\", column).");
        else if (target.Shape.Refusal is not null && !target.Table.IsDeclared && IsTree(asked.Target))
            return (column, tables.Dialect.KindOf(column.Type) ?? KeyKind.Text);
        else if (IsReadable(target) && HasKey(target))
            return (column, target.KeyKind!.Value);
        return null;
    }

    /// <summary>Why an attribute is not read from its column; null when it is.</summary>
    public static string? RefusalOf(MappedAttribute attribute, LiveColumn column) => attribute.Place is InJson
        ? column.Type is SqlType.Text or SqlType.Unknown ? null : "JSON documents are in columns of JSON or of texts"
        : ValueReader.Create(attribute.Attribute, attribute.Form).Refusal(column.Type);

    /// <summary>The columns of a part that are there.</summary>
    public static IEnumerable<string> ColumnsOf(MappedTable part, TableShape shape) => part.Attributes.Values
        .Select(a => a.Place).OfType<InColumn>().Select(p => p.Column)
        .Concat(part.References.Values.Select(r => r.Name))
        .Distinct(StringComparer.Ordinal)
        .Where(c => shape.Find(c) is not null);

    /// <summary>The column that has an attribute's values, in whatever table it is.</summary>
    public static string ColumnOf(ValuePlace place) => place switch
    {
        InColumn inColumn => inColumn.Column,
        InJson inJson => inJson.Column,
        InRows inRows => inRows.Table.ValueColumn,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    /// <summary>Why a column is not found.</summary>
    public static string Nowhere(TableShape shape, string column) => shape.Refusal is not null
        ? $"{shape.Origin} cannot be read ({shape.Refusal})"
        : $"{shape.Origin} has no column '{column}'" + (shape.Similar(column) is { } similar ? $", but '{similar}'" : "");

    private bool IsTree(string entity) => tables.Schema.Entities.Any(e => e.Attributes.Any(a => a.Hierarchy == entity));

    private bool IsReadable(LiveTable table)
    {
        if (table.Shape.Refusal is null)
            return true;
        missing.Add($"'{table.Table.Path}' is nowhere: {table.Table.Origin} cannot be read ({table.Shape.Refusal}); "
            + $"map it by sql.Table(\"{table.Table.Entity.Name}\", table).");
        return false;
    }

    private bool HasKey(LiveTable table)
    {
        if (table.KeyKind is not null)
            return true;
        missing.Add(table.Key is null
            ? $"'{table.Table.Path}' has no key: {Nowhere(table.Shape, table.Table.Key.Name)}; map it by t.Key(column)."
            : $"'{table.Table.Path}' has no key: '{table.Key.Name}' of {table.Table.Origin} is of type {table.Key.TypeName}, and keys are whole numbers, GUIDs or texts.");
        return false;
    }
}
