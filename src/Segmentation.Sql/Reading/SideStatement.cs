namespace Segmentation.Sql;

/// <summary>The statement that reads values which are rows of another table, in the order of the rows they belong to. Immutable.</summary>
internal sealed record SideStatement(
    SideTable Table, SqlStatement Statement, KeyReader Root, KeyReader? Own, int? Name, SqlType NameType, int Value, SqlType ValueType)
{
    public static SideStatement Create(LiveTables tables, ScanPath path, SideTable side, IReadOnlyList<ReadPlan> reads)
    {
        SqlDialect dialect = tables.Dialect;
        TableShape shape = tables.ShapeOf(side.Origin);
        var rows = new RowSelection(tables, path);
        string alias = rows.JoinSide(side);
        var select = new SelectList();
        KeyReader root = ScanStatement.Reader(rows.Root, select, dialect);
        KeyReader? own = path.Steps.Count > 0 ? ScanStatement.Reader(rows.Own!, select, dialect) : null;
        int? name = null;
        if (side.NameColumn is not null)
        {
            name = select.Add(rows.Column(alias, side.NameColumn));
            string[] names = [.. reads.SelectMany(r => r.Attributes).Select(a => a.Place).OfType<InRows>()
                .Where(p => p.Table == side).Select(p => p.Name!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            rows.Restrict(alias, side.NameColumn, names);
        }

        int value = select.Add(rows.Column(alias, side.ValueColumn));
        string order = own is null ? rows.Root.Expression : $"{rows.Root.Expression}, {rows.Own!.Expression}";
        return new SideStatement(
            side, new SqlStatement($"{select}\n{rows}\nORDER BY {order}", rows.Parameters), root, own,
            name, TypeOf(side.NameColumn), value, TypeOf(side.ValueColumn));

        SqlType TypeOf(string? column) => dialect.IsDynamicallyTyped || column is null ? SqlType.Unknown : shape.Find(column)!.Type;
    }
}
