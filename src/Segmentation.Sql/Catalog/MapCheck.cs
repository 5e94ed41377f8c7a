using System.Data.Common;
using System.Globalization;

namespace Segmentation.Sql;

/// <summary>Checks a map against the database and reports everything that does not fit, together.</summary>
internal sealed class MapCheck(SqlDatabase database, LiveTables tables)
{
    private readonly List<Problem> _problems = [];

    public async Task<IReadOnlyList<Problem>> RunAsync(CancellationToken ct)
    {
        foreach (LiveTable table in tables.All)
        {
            if (table.Shape.Refusal is null)
                Check(table);
            else if (table.Table.IsDeclared)
                Report(table.Table.Path, "sql.table", $"{table.Shape.Origin} cannot be read: {table.Shape.Refusal}.");
        }

        DbConnection connection = await database.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            // What counts rows can be cancelled where a snapshot reads it.
            SqlSnapshot snapshot = await database.OpenSnapshotAsync(ct).ConfigureAwait(false);
            await using (snapshot.ConfigureAwait(false))
            {
                foreach (LiveTable table in tables.All.Where(t => t is { Shape.Refusal: null, KeyKind: not null } && ScanStatement.KeysMatter(tables.Schema, t.Table.Entity)))
                    await CheckKeysAsync(connection, snapshot, table, ct).ConfigureAwait(false);
                foreach (MappedPart part in tables.All.SelectMany(t => t.Table.Parts.Values).Where(p => p.IsInRows))
                    await CheckOwnersAsync(snapshot, part, ct).ConfigureAwait(false);
            }
        }

        return _problems;
    }

    private void Check(LiveTable table)
    {
        MappedTable map = table.Table;
        CheckKey(table);
        CheckColumns(map, table.Shape, table);
        foreach (MappedParent parent in map.Parents.Values)
            CheckParent(table, parent);
        foreach (MappedPart part in map.Parts.Values)
            CheckPart(part, table);
    }

    private void CheckKey(LiveTable table)
    {
        MappedTable map = table.Table;
        if (table.Key is null && map.IsDeclared && (map.Key.IsDeclared || ScanStatement.KeysMatter(tables.Schema, map.Entity)))
            Report(map.Path, "sql.column", $"{PlaceFinder.Nowhere(table.Shape, map.Key.Name)}, which is the key; declare t.Key(column).");
        else if (table.Key is { } key && !Holds(key, table.KeyKind))
            Report(map.Path, "sql.type", $"The key '{key.Name}' of {map.Origin} is of type {key.TypeName}; keys are whole numbers, GUIDs or texts{Declared(map.KeyKind)}.");
    }

    private static string Declared(KeyKind? kind) => kind is null ? "" : $", and the map says {kind}";

    private void CheckAttribute(string path, MappedAttribute attribute, TableShape shape, LiveTable owner)
    {
        TableShape holder = tables.ShapeOf(attribute.Place, shape);
        if (Find(path, new MappedColumn(PlaceFinder.ColumnOf(attribute.Place), attribute.IsDeclared), holder) is not { } column)
            return;
        if (PlaceFinder.RefusalOf(attribute, column) is { } refusal)
        {
            string code = column.Type == SqlType.Real && attribute.Attribute.Type == AttributeType.Decimal ? "sql.real" : "sql.type";
            Report(path, code, $"'{column.Name}' of {holder.Origin} is of type {column.TypeName}, and '{attribute.Attribute.Name}' is of type {attribute.Attribute.Type}: {refusal}.");
        }

        if (attribute.Place is InRows { Table: var side })
        {
            CheckKeyColumn(path, new MappedColumn(side.OwnerColumn, IsDeclared: true), holder, owner.KeyKind);
            if (side.NameColumn is not null)
                Find(path, new MappedColumn(side.NameColumn, IsDeclared: true), holder);
        }
    }

    private void CheckParent(LiveTable table, MappedParent parent)
    {
        string path = $"{table.Table.Path}.{parent.Entity}";
        TableShape holder = parent.Link is { } link ? tables.ShapeOf(link.Origin) : table.Shape;
        CheckKeyColumn(path, parent.Column, holder, tables.KindOf(parent.Entity));
        if (parent.Link is not null)
            CheckKeyColumn(path, new MappedColumn(parent.Link.RowColumn, IsDeclared: true), holder, table.KeyKind);
    }

    private void CheckPart(MappedPart part, LiveTable owner)
    {
        TableShape shape = part.IsInRows ? tables.ShapeOf(part.Table.Origin) : owner.Shape;
        if (shape.Refusal is not null)
        {
            Report(part.Table.Path, "sql.table", $"{shape.Origin} cannot be read: {shape.Refusal}.");
            return;
        }

        if (part.IsInRows)
            CheckKeyColumn(part.Table.Path, part.Table.Key, shape, owner.KeyKind);
        CheckColumns(part.Table, shape, owner);
    }

    private void CheckColumns(MappedTable map, TableShape shape, LiveTable owner)
    {
        foreach (MappedAttribute attribute in map.Attributes.Values)
            CheckAttribute($"{map.Path}.{attribute.Attribute.Name}", attribute, shape, owner);
        foreach ((string name, MappedColumn reference) in map.References)
            CheckKeyColumn($"{map.Path}.{name}", reference, shape, tables.KindOf(((ReferenceRelation)map.Entity.FindRelation(name)!).Target));
        foreach (RowFilter filter in map.Filters)
            Find(map.Path, new MappedColumn(filter.Column, IsDeclared: true), shape);
    }

    /// <summary>A column of keys of other rows.</summary>
    private void CheckKeyColumn(string path, MappedColumn column, TableShape shape, KeyKind? kind)
    {
        if (Find(path, column, shape) is { } found && kind is not null && !Holds(found, kind))
            Report(path, "sql.type", $"'{found.Name}' of {shape.Origin} is of type {found.TypeName}, and the keys that it should have are of kind {kind}; cast it in a query.");
    }

    private bool Holds(LiveColumn column, KeyKind? kind) => kind is not null
        && (column.Type == SqlType.Unknown || tables.Dialect.KindOf(column.Type) == kind || (kind == KeyKind.Guid && column.Type == SqlType.Text));

    private LiveColumn? Find(string path, MappedColumn column, TableShape shape)
    {
        LiveColumn? found = shape.Find(column.Name);
        if (found is null && column.IsDeclared)
            Report(path, shape.Refusal is null ? "sql.column" : "sql.table", $"{PlaceFinder.Nowhere(shape, column.Name)}; correct the map.");
        return found;
    }

    private async Task CheckKeysAsync(DbConnection connection, SqlSnapshot snapshot, LiveTable table, CancellationToken ct)
    {
        // An index vouches for texts as they are; GUIDs in texts may differ in case.
        if (table.Table.Origin.Table is { } name && (table.KeyKind != KeyKind.Guid || table.Key!.Type == SqlType.Guid))
        {
            IReadOnlyList<SqlIndex>? indexes = await database.FindIndexesAsync(connection, name, ct).ConfigureAwait(false);
            if (indexes?.Any(i => i is { IsUnique: true, Columns: [var only] } && only == table.Key!.Name) ?? false)
                return;
        }

        if (await RepeatedAsync(snapshot, table, table.KeyKind!.Value, "HAVING COUNT(*) > 1 OR {0} IS NULL", ct).ConfigureAwait(false) is { } repeated)
            Report(table.Table.Path, "sql.key", $"'{table.Key!.Name}' of {table.Table.Origin} is no key of its rows: {repeated}.");
    }

    private async Task CheckOwnersAsync(SqlSnapshot snapshot, MappedPart part, CancellationToken ct)
    {
        LiveTable rows = tables.PartTable(part);
        KeyKind? kind = tables.All.First(t => t.Table.Parts.Values.Contains(part)).KeyKind;
        if (rows.Key is null || !Holds(rows.Key, kind))
            return;
        if (await RepeatedAsync(snapshot, rows, kind!.Value, "HAVING COUNT(*) > 1 AND {0} IS NOT NULL", ct).ConfigureAwait(false) is { } repeated)
            Report(part.Table.Path, "sql.key", $"A part has at most one row, and '{rows.Key.Name}' of {part.Table.Origin} repeats: {repeated}; leave rows out by Where(…).");
    }

    /// <summary>What a key repeats as, or that rows lack one; null when neither is so.</summary>
    private async Task<string?> RepeatedAsync(SqlSnapshot snapshot, LiveTable table, KeyKind kind, string having, CancellationToken ct)
    {
        var selection = new RowSelection(tables, new ScanPath("", [table], [], null));
        string key = tables.Dialect.KeyExpression(selection.Column(selection.Rows, table.Key!.Name), kind, table.Key.Type);
        string condition = string.Format(CultureInfo.InvariantCulture, having, key);
        var statement = new SqlStatement($"SELECT {key}, COUNT(*)\n{selection}\nGROUP BY {key}\n{condition}", selection.Parameters);
        SqlRows rows = await snapshot.ReadAsync(statement, ct).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            if (!await rows.MoveNextAsync(ct).ConfigureAwait(false))
                return null;
            DbDataReader reader = rows.Reader;
            string count = Convert.ToString(reader.GetValue(1), CultureInfo.InvariantCulture)!;
            return reader.IsDBNull(0) ? $"{count} rows have none" : $"{count} rows have '{reader.GetValue(0)}'";
        }
    }

    private void Report(string path, string code, string message) => _problems.Add(new Problem(path, code, message));
}
