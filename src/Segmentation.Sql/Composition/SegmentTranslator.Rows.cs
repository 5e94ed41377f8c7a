using Segmentation.Predicates;

namespace Segmentation.Sql;

internal sealed partial class SegmentTranslator
{
    protected override string OnPath(DomainNode[] path, RowScope scope, Func<RowScope, string> ask)
    {
        var rows = new RowPath();
        RowScope inner = Follow(path, scope, rows);
        string asked = ask(inner);
        if (asked == Logic.False)
            return Logic.False;
        rows.Add(asked);
        return rows.IsWithinRow ? rows.Condition : $"EXISTS (SELECT 1{rows})";
    }

    protected override string OnReferred(DomainNode from, ReferenceRelation relation, DomainNode to, RowScope scope, Func<RowScope, string> ask)
    {
        var rows = new RowPath();
        RowScope inner = scope.With(to, Refer(scope[from], relation, rows));
        rows.Add(ask(inner));
        return $"EXISTS (SELECT 1{rows})";
    }

    /// <summary>Joins the tables along a path; gives what a row at its end can speak of.</summary>
    private RowScope Follow(DomainNode[] path, RowScope scope, RowPath rows)
    {
        foreach (DomainNode step in path)
        {
            scope = step switch
            {
                OwnedDomain { Relation.IsToMany: true } owned => scope.With(owned, Child(scope[owned.Parent!], owned.Relation, rows)),
                OwnedDomain part => scope.With(part, Part(scope[part.Parent!], part.Relation, rows)),
                ReferredDomain referred => scope.With(referred, Refer(scope[referred.Parent!], referred.Relation, rows)),
                AncestorDomain ancestor => scope.With(ancestor, scope[ancestor.Target]),
                SelectedDomain selected => Select(selected, scope, rows),
                _ => throw new InvalidOperationException($"The domain {step.GetType().Name} is unknown."),
            };
        }

        return scope;
    }

    private SqlRow Child(SqlRow owner, SchemaRelation relation, RowPath rows)
    {
        var missing = new List<string>();
        (LiveTable child, MappedParent parent) = new PlaceFinder(_tables, missing).Step(OwnerOf(owner, relation), relation) ?? throw Unmapped(missing);
        string alias = NewAlias();
        var row = new SqlRow(alias, child, child.Table, child.Shape);
        if (parent.Link is not { } link)
        {
            rows.Join(From(child.Table.Origin, alias), [Same(alias, child.Shape, parent.Column.Name, owner.Owner!, owner.Alias), .. Filters(child.Table, alias)]);
            return row;
        }

        string pairs = NewAlias();
        TableShape shape = _tables.ShapeOf(link.Origin);
        rows.Join(From(link.Origin, pairs), Same(pairs, shape, parent.Column.Name, owner.Owner!, owner.Alias));
        rows.Join(From(child.Table.Origin, alias), [Same(pairs, shape, link.RowColumn, child, alias), .. Filters(child.Table, alias)]);
        return row;
    }

    private SqlRow Part(SqlRow owner, SchemaRelation relation, RowPath rows)
    {
        var missing = new List<string>();
        MappedPart part = new PlaceFinder(_tables, missing).Part(OwnerOf(owner, relation), relation.Name) ?? throw Unmapped(missing);
        if (!part.IsInRows)
        {
            rows.Add(Logic.Any([.. PlaceFinder.ColumnsOf(part.Table, owner.Shape).Select(c => $"{Column(owner, c)} IS NOT NULL")]));
            return new SqlRow(owner.Alias, null, part.Table, owner.Shape);
        }

        LiveTable table = _tables.PartTable(part);
        string alias = NewAlias();
        rows.Join(From(table.Table.Origin, alias), [Same(alias, table.Shape, table.Table.Key.Name, owner.Owner!, owner.Alias), .. Filters(table.Table, alias)]);
        return new SqlRow(alias, null, table.Table, table.Shape);
    }

    private SqlRow Refer(SqlRow from, ReferenceRelation relation, RowPath rows)
    {
        var missing = new List<string>();
        (LiveColumn column, _) = new PlaceFinder(_tables, missing).Reference(from.Table, from.Shape, relation) ?? throw Unmapped(missing);
        LiveTable target = _tables[relation.Target];
        string alias = NewAlias();
        rows.Join(From(target.Table.Origin, alias), [Same(from.Alias, from.Shape, column.Name, target, alias), .. Filters(target.Table, alias)]);
        return new SqlRow(alias, target, target.Table, target.Shape);
    }

    /// <summary>The one row that is chosen among candidates: that with the key which comes first.</summary>
    private RowScope Select(SelectedDomain selected, RowScope scope, RowPath rows)
    {
        if (selected.Candidates is not OwnedDomain candidates)
            throw new InvalidOperationException("A row is chosen among those of a to-many relation.");
        var among = new RowPath();
        RowScope inner = Follow([candidates], scope, among);
        if (selected.Where is not null)
            among.Add(Translate(selected.Where, inner));
        // A missing value never wins, whichever end is taken.
        string direction = selected.Take == Extreme.Greatest ? "DESC" : "ASC";
        string[] order = [.. selected.OrderBy.Select(by => $"{Made(by, inner).Sql} {direction} NULLS LAST")];
        SqlRow candidate = inner[candidates];
        string key = KeyOf(candidate);
        SqlRow chosen = Child(scope[candidates.Parent!], candidates.Relation, rows);
        rows.Add($"{KeyOf(chosen)} = (SELECT {key}{among} ORDER BY {string.Join(", ", order.Append($"{key} {direction}"))} LIMIT 1)");
        return scope.With(selected, chosen);
    }

    /// <summary>Whether a column has the key of a row.</summary>
    private string Same(string alias, TableShape shape, string column, LiveTable table, string row)
    {
        KeyKind kind = table.KeyKind!.Value;
        string left = _tables.Dialect.KeyExpression(Column(alias, column), kind, shape.Find(column)!.Type);
        string right = _tables.Dialect.KeyExpression(Column(row, table.Table.Key.Name), kind, table.Key!.Type);
        return $"{left} = {right}";
    }

    private string KeyOf(SqlRow row)
    {
        if (row.Owner is not { Key: { } key, KeyKind: { } kind } owner)
            throw new Refusal("compose.key", $"one row of '{row.Table.Path}' is chosen, which ties by key, and the rows have none; declare it by t.Key(column)");
        return _tables.Dialect.KeyExpression(Column(row, owner.Table.Key.Name), kind, key.Type);
    }

    private IEnumerable<string> Filters(MappedTable table, string alias)
    {
        foreach (RowFilter filter in table.Filters)
        {
            string column = Column(alias, filter.Column);
            yield return (filter.Value, filter.IsNegated) switch
            {
                (null, false) => $"{column} IS NULL",
                (null, true) => $"{column} IS NOT NULL",
                (_, false) => $"{column} = {_parameters.Add(filter.Value)}",
                (_, true) => $"({column} <> {_parameters.Add(filter.Value)} OR {column} IS NULL)",
            };
        }
    }

    private static LiveTable OwnerOf(SqlRow row, SchemaRelation relation) => row.Owner
        ?? throw new Refusal("compose.unmapped", $"'{relation.Name}' is behind '{row.Table.Path}', which is a part; tables hold parts of rows, but nothing of parts");

    private static Refusal Unmapped(List<string> missing) => new("compose.unmapped", string.Join(" ", missing.Distinct()).TrimEnd('.'));

    private string From(RowOrigin origin, string alias) => $"{origin.Sql(_tables.Dialect)} {alias}";

    private string Column(SqlRow row, string column) => Column(row.Alias, column);

    private string Column(string alias, string column) => $"{alias}.{_tables.Dialect.Quote(column)}";
}
