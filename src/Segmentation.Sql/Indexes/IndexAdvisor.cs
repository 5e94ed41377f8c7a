using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>Finds which indexes the reads of segments want: those by which rows come in the order of keys, and rows find each other.</summary>
internal sealed class IndexAdvisor(SqlDatabase database, LiveTables tables)
{
    private const int MaxNameLength = 60;

    private readonly Dictionary<(SqlName Table, string Column), (KeyKind Kind, SqlType Type, string Reason)> _wanted = [];

    public async Task<IReadOnlyList<SqlIndexAdvice>> AdviseAsync(IEnumerable<ReadPlan> plans, CancellationToken ct)
    {
        foreach (ReadPlan plan in plans)
            Want(plan);
        var advice = new List<SqlIndexAdvice>();
        DbConnection connection = await database.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            foreach (var table in _wanted.OrderBy(w => w.Key.Table.ToString(), StringComparer.Ordinal).ThenBy(w => w.Key.Column, StringComparer.Ordinal).GroupBy(w => w.Key.Table))
            {
                IReadOnlyList<SqlIndex>? there = await database.FindIndexesAsync(connection, table.Key, ct).ConfigureAwait(false);
                foreach (((SqlName name, string column), (KeyKind kind, SqlType type, string reason)) in table)
                {
                    string text = Create(name, column, kind, type);
                    advice.Add(new SqlIndexAdvice(name.ToString(), column, reason, text, there?.Any(i => i.Columns[0] == column) ?? false));
                }
            }
        }

        return advice;
    }

    private void Want(ReadPlan plan)
    {
        ScanPath path = plan.Path;
        if (path.Steps.Count == 0 && path.Part is null)
            Want(path.Last.Table.Origin, path.Last.Key!, path.Last.KeyKind, $"{path.Last.Table.Entity.PluralName} are read in the order of their keys");
        for (int level = 1; level <= path.Steps.Count; level++)
        {
            MappedParent parent = path.Steps[level - 1];
            LiveTable rows = path.TableAt(level), owner = path.TableAt(level - 1);
            string what = level == 1
                ? $"{rows.Table.Entity.PluralName} are read in the order of the {owner.Table.Entity.PluralName} that they belong to"
                : $"{rows.Table.Entity.PluralName} are joined to the {owner.Table.Entity.PluralName} that they belong to";
            RowOrigin origin = parent.Link?.Origin ?? rows.Table.Origin;
            Want(origin, tables.ShapeOf(origin).Find(parent.Column.Name)!, owner.KeyKind, what);
        }

        if (path.Part is { Key: { } key } part)
            Want(part.Table.Origin, key, path.Last.KeyKind, $"parts are joined to the {path.Last.Table.Entity.PluralName} that they belong to");
        foreach (SideTable side in plan.Attributes.Select(a => a.Place).OfType<InRows>().Select(p => p.Table))
            Want(side.Origin, tables.ShapeOf(side.Origin).Find(side.OwnerColumn)!, path.Last.KeyKind, $"values are joined to the {path.Last.Table.Entity.PluralName} that have them");
    }

    private void Want(RowOrigin origin, LiveColumn column, KeyKind? kind, string reason)
    {
        // A query's rows have no index, and GUIDs in texts order by an expression that no index of the column serves.
        if (origin.Table is { } table && kind is { } known && (known != KeyKind.Guid || column.Type == SqlType.Guid))
            _wanted.TryAdd((table, column.Name), (known, column.Type, reason));
    }

    private string Create(SqlName table, string column, KeyKind kind, SqlType type)
    {
        string name = $"ix_{table.Name}_{column}";
        SqlDialect dialect = database.Dialect;
        return $"CREATE INDEX {dialect.Quote(name.Length > MaxNameLength ? name[..MaxNameLength] : name)} "
            + $"ON {dialect.Quote(table)} ({dialect.IndexColumn(column, kind, type)});";
    }
}
