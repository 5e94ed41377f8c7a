using System.Collections.Immutable;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>A row in a statement, with where its attributes are.</summary>
/// <param name="Alias">The alias of the table.</param>
/// <param name="Owner">The table, whose keys other rows have; null for a part, behind which there are no rows.</param>
/// <param name="Table">Where the attributes are.</param>
/// <param name="Shape">The columns there are.</param>
internal sealed record SqlRow(string Alias, LiveTable? Owner, MappedTable Table, TableShape Shape);

/// <summary>The rows that a condition can speak of, by domain. Immutable.</summary>
internal sealed class RowScope
{
    private readonly ImmutableDictionary<DomainNode, SqlRow> _rows;

    private RowScope(ImmutableDictionary<DomainNode, SqlRow> rows) => _rows = rows;

    public static RowScope Of(DomainNode domain, SqlRow row) => new(ImmutableDictionary<DomainNode, SqlRow>.Empty.Add(domain, row));

    public SqlRow this[DomainNode domain] => _rows[domain];

    public RowScope With(DomainNode domain, SqlRow row) => new(_rows.SetItem(domain, row));
}

/// <summary>The tables that a path of relations joins, and which of their rows are meant.</summary>
internal sealed class RowPath
{
    private readonly List<(string Table, IReadOnlyList<string> On)> _tables = [];
    private readonly List<string> _conditions = [];

    /// <summary>Whether no table is joined: the path stays within a row.</summary>
    public bool IsWithinRow => _tables.Count == 0;

    /// <summary>Which rows are meant, where no table is joined.</summary>
    public string Condition => Logic.All(_conditions);

    public void Join(string table, params IReadOnlyList<string> on) => _tables.Add((table, on));

    public void Add(string condition) => _conditions.Add(condition);

    /// <summary>FROM and WHERE.</summary>
    public override string ToString()
    {
        string from = string.Join("", _tables.Select((t, i) => i == 0 ? $" FROM {t.Table}" : $" JOIN {t.Table} ON {Logic.All(t.On)}"));
        return from + Logic.Where([.. _tables.Take(1).SelectMany(t => t.On), .. _conditions]).Replace("\nWHERE", " WHERE", StringComparison.Ordinal);
    }
}
