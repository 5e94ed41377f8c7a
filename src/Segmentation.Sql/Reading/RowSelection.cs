namespace Segmentation.Sql;

/// <summary>
/// FROM and WHERE of the rows that a path of relations leads to, and the expressions of the keys along it. Tables are
/// joined only as far as the key of the root row needs them.
/// </summary>
internal sealed class RowSelection
{
    private readonly LiveTables _tables;
    private readonly List<string> _joins = [];
    private readonly List<string> _conditions = [];

    /// <param name="tables">The tables there are.</param>
    /// <param name="path">Whose rows are selected.</param>
    public RowSelection(LiveTables tables, ScanPath path)
    {
        _tables = tables;
        Values = new StatementParameters(tables.Dialect.Parameter);
        Rows = path.Part is null ? Alias(path.Steps.Count) : "p";
        LiveTable last = path.Part ?? path.Last;
        _joins.Add($"{last.Table.Origin.Sql(Dialect)} {Rows}");
        Filter(last, Rows);

        KeyTerm own = KeyOf(last, Rows, path.Part is null ? last.KeyKind : path.Last.KeyKind);
        Own = path.Part is null ? own : null;
        Parent = path.Part is null ? null : own;
        if (path.Part is not null && path.Steps.Count > 0)
            own = Join(path.Last, Alias(path.Steps.Count), own);
        for (int i = path.Steps.Count; i > 0; i--)
        {
            KeyTerm owner = OwnerOf(path, i, own);
            Parent ??= owner;
            own = i > 1 ? Join(path.TableAt(i - 1), Alias(i - 1), owner) : owner;
        }

        Root = own;
        if (path.Steps.Count > 0 || path.Part is not null)
            _conditions.Add($"{Root.Column} IS NOT NULL");
    }

    /// <summary>The alias of the rows themselves.</summary>
    public string Rows { get; }

    /// <summary>The key of the root row.</summary>
    public KeyTerm Root { get; }

    /// <summary>The key of the row that the rows directly belong to; null for those of the root.</summary>
    public KeyTerm? Parent { get; }

    /// <summary>The rows' own key; null for a part. Without a column when the table has no key.</summary>
    public KeyTerm? Own { get; }

    /// <summary>Takes the values of the statement.</summary>
    public StatementParameters Values { get; }

    /// <summary>Values in the order of their parameters.</summary>
    public List<object> Parameters => Values.Values;

    private SqlDialect Dialect => _tables.Dialect;

    /// <summary>FROM and WHERE.</summary>
    public override string ToString()
    {
        string from = "FROM " + string.Join("\nJOIN ", _joins);
        return _conditions.Count == 0 ? from : $"{from}\nWHERE {string.Join(" AND ", _conditions)}";
    }

    /// <summary>Joins a table whose rows hold values of the selected ones; gives its alias.</summary>
    public string JoinSide(SideTable side)
    {
        const string alias = "s";
        LiveColumn owner = _tables.ShapeOf(side.Origin).Find(side.OwnerColumn)!;
        string column = Column(alias, side.OwnerColumn);
        string expression = Dialect.KeyExpression(column, Own!.Kind, owner.Type);
        _joins.Add($"{side.Origin.Sql(Dialect)} {alias} ON {expression} = {Own.Expression}");
        return alias;
    }

    /// <summary>Restricts the rows to those in which a column has one of some values.</summary>
    public void Restrict(string alias, string column, IReadOnlyList<string> values)
    {
        var parameters = new List<string>();
        foreach (string value in values)
            parameters.Add(Values.Add(value));
        _conditions.Add($"{Column(alias, column)} IN ({string.Join(", ", parameters)})");
    }

    /// <summary>Restricts the rows to those that satisfy a condition.</summary>
    public void Restrict(string condition) => _conditions.Add(condition);

    /// <summary>A column of the rows, quoted.</summary>
    public string Column(string alias, string column) => $"{alias}.{Dialect.Quote(column)}";

    /// <summary>The alias of the rows of a level of the path.</summary>
    public static string Alias(int level) => $"t{level}";

    private KeyTerm KeyOf(LiveTable table, string alias, KeyKind? kind)
    {
        string column = Column(alias, table.Table.Key.Name);
        return table.Key is { } key && kind is { } known
            ? new KeyTerm(column, known, key.Type, Dialect.KeyExpression(column, known, key.Type))
            : new KeyTerm(null, kind ?? KeyKind.Integer, SqlType.Unknown, column);
    }

    /// <summary>The key of the row of the level above that rows of a level belong to.</summary>
    private KeyTerm OwnerOf(ScanPath path, int level, KeyTerm rows)
    {
        MappedParent parent = path.Steps[level - 1];
        string alias = Alias(level);
        TableShape shape = path.TableAt(level).Shape;
        if (parent.Link is { } link)
        {
            alias = $"k{level}";
            shape = _tables.ShapeOf(link.Origin);
            string row = Column(alias, link.RowColumn);
            string expression = Dialect.KeyExpression(row, rows.Kind, shape.Find(link.RowColumn)!.Type);
            _joins.Add($"{link.Origin.Sql(Dialect)} {alias} ON {expression} = {rows.Expression}");
        }

        string column = Column(alias, parent.Column.Name);
        KeyKind kind = path.TableAt(level - 1).KeyKind!.Value;
        SqlType type = shape.Find(parent.Column.Name)!.Type;
        return new KeyTerm(column, kind, type, Dialect.KeyExpression(column, kind, type));
    }

    private KeyTerm Join(LiveTable table, string alias, KeyTerm key)
    {
        KeyTerm own = KeyOf(table, alias, table.KeyKind);
        _joins.Add($"{table.Table.Origin.Sql(Dialect)} {alias} ON {own.Expression} = {key.Expression}");
        Filter(table, alias);
        return own;
    }

    private void Filter(LiveTable table, string alias)
    {
        foreach (RowFilter filter in table.Table.Filters)
        {
            string column = Column(alias, filter.Column);
            _conditions.Add((filter.Value, filter.IsNegated) switch
            {
                (null, false) => $"{column} IS NULL",
                (null, true) => $"{column} IS NOT NULL",
                (_, false) => $"{column} = {Values.Add(filter.Value)}",
                (_, true) => $"({column} <> {Values.Add(filter.Value)} OR {column} IS NULL)",
            });
        }
    }
}

/// <summary>A column of keys in a statement.</summary>
/// <param name="Column">The column; null when the table has none.</param>
/// <param name="Kind">The kind of the keys.</param>
/// <param name="Type">What the column holds.</param>
/// <param name="Expression">What the keys compare and order by.</param>
internal sealed record KeyTerm(string? Column, KeyKind Kind, SqlType Type, string Expression);
