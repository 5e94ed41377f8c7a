using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// The statement that reads the rows of a path once, for the rows themselves and for the parts that are in their columns,
/// and where in its columns everything is. Immutable.
/// </summary>
internal sealed class ScanStatement
{
    private ScanStatement(SqlStatement statement, IReadOnlyList<ReadLayout> reads, ScanKeys keys, IReadOnlyList<SideStatement> sides)
    {
        Statement = statement;
        Reads = reads;
        Keys = keys;
        Sides = sides;
    }

    public SqlStatement Statement { get; }

    public IReadOnlyList<ReadLayout> Reads { get; }

    public ScanKeys Keys { get; }

    /// <summary>The statements that read, in the same order of keys, values which are rows of other tables.</summary>
    public IReadOnlyList<SideStatement> Sides { get; }

    /// <summary>The statement for reads of one path.</summary>
    /// <param name="tables">The tables there are.</param>
    /// <param name="reads">The reads.</param>
    /// <param name="referred">Finds the keys of the rows to which rows that matter refer; null when these are not known.</param>
    public static ScanStatement Create(LiveTables tables, IReadOnlyList<ReadPlan> reads, Func<ReferredNode, IReadOnlyList<SubjectKey>>? referred = null)
    {
        ScanPath path = reads[0].Path;
        var rows = new RowSelection(tables, path);
        var select = new SelectList();
        SideTable[] sides = [.. reads.SelectMany(r => r.Attributes).Select(a => a.Place).OfType<InRows>().Select(p => p.Table).Distinct()];
        bool isNested = path.Steps.Count > 1 || (path.Steps.Count == 1 && path.Part is not null);
        bool hasOwnKeys = rows.Own?.Column is not null && path.Steps.Count > 0
            && (KeysMatter(tables.Schema, path.Last.Table.Entity) || sides.Length > 0);
        var keys = new ScanKeys(
            Reader(rows.Root, select, tables.Dialect),
            isNested ? Reader(rows.Parent!, select, tables.Dialect) : null,
            hasOwnKeys ? Reader(rows.Own!, select, tables.Dialect) : null);
        ReadLayout[] layouts = [.. reads.Select(r => Layout(r, rows, select, tables))];

        if (RestrictionOf(reads)?.Condition(rows, referred) is { } condition)
            rows.Restrict(condition);

        string order = sides.Length > 0 && path.Steps.Count > 0 ? $"{rows.Root.Expression}, {rows.Own!.Expression}" : rows.Root.Expression;
        var statement = new SqlStatement($"{select}\n{rows}\nORDER BY {order}", rows.Parameters);
        return new ScanStatement(statement, layouts, keys, [.. sides.Select(s => SideStatement.Create(tables, path, s, reads))]);
    }

    /// <summary>Which rows a pass for reads can leave out; null where a read wants all, as parts in columns do.</summary>
    internal static RowRestriction? RestrictionOf(IReadOnlyList<ReadPlan> reads) => reads.Count == 1 ? reads[0].Restriction : null;

    /// <summary>Whether anything is found by, or chosen by, the keys of an entity's rows.</summary>
    internal static bool KeysMatter(SegmentSchema schema, SchemaEntity entity) =>
        entity == schema.Subject
        || entity.Relations.Any(r => r is ManyRelation or PartRelation)
        || schema.Entities.Any(e => e.Relations.Any(r => r is ReferenceRelation or SelectedRelation && r.Target == entity.Name));

    internal static KeyReader Reader(KeyTerm term, SelectList select, SqlDialect dialect) =>
        new(term.Kind, select.Add(term.Column!), term.Type, dialect);

    private static ReadLayout Layout(ReadPlan plan, RowSelection rows, SelectList select, LiveTables tables)
    {
        int? presence = null;
        if (plan.IsPartInColumns)
        {
            IEnumerable<string> tests = PlaceFinder.ColumnsOf(plan.Columns, plan.Shape).Select(c => $"{rows.Column(rows.Rows, c)} IS NOT NULL");
            presence = select.Add($"CASE WHEN {string.Join(" OR ", tests)} THEN 1 ELSE 0 END");
        }

        var attributes = new List<AttributeLayout>();
        foreach (MappedAttribute attribute in plan.Attributes)
        {
            if (attribute.Place is InRows)
            {
                attributes.Add(new AttributeLayout(attribute, null, SqlType.Unknown));
                continue;
            }

            string column = PlaceFinder.ColumnOf(attribute.Place);
            SqlType type = tables.Dialect.IsDynamicallyTyped ? SqlType.Unknown : plan.Shape.Find(column)!.Type;
            attributes.Add(new AttributeLayout(attribute, select.Add(rows.Column(rows.Rows, column)), type));
        }

        KeyReader[] references = [.. plan.References.Select(r =>
            new KeyReader(r.Kind, select.Add(rows.Column(rows.Rows, r.Column.Name)), r.Column.Type, tables.Dialect))];
        return new ReadLayout(plan, presence, attributes, references);
    }
}

/// <summary>The keys of a scan's rows: of the root row, of the direct parent where that is not the root, and their own where they matter.</summary>
internal sealed record ScanKeys(KeyReader Root, KeyReader? Parent, KeyReader? Own);

/// <summary>Where in a statement's columns one read's values are.</summary>
/// <param name="Plan">The read.</param>
/// <param name="Presence">The column that says whether a part is there; null when every row is.</param>
/// <param name="Attributes">The attributes, in the order of the read.</param>
/// <param name="References">The references, in the order of the read.</param>
internal sealed record ReadLayout(ReadPlan Plan, int? Presence, IReadOnlyList<AttributeLayout> Attributes, IReadOnlyList<KeyReader> References);

/// <summary>Where an attribute is; without an ordinal it is rows of another table.</summary>
internal sealed record AttributeLayout(MappedAttribute Attribute, int? Ordinal, SqlType Type);
