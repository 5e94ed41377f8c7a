using System.Globalization;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>Describes the statements that reads lead to, without sending them.</summary>
internal static class PlannedReads
{
    /// <summary>The statements in the order in which their paths are first asked for; those of values in other tables behind the rows'.</summary>
    public static IEnumerable<SqlPlannedRead> Of(LiveTables tables, IEnumerable<ReadPlan> plans)
    {
        foreach (IGrouping<(string, string), ReadPlan> pass in plans.GroupBy(p => (p.Read.Root.Name, p.Path.Name)))
        {
            ReadPlan[] reads = [.. pass];
            ScanStatement scan = ScanStatement.Create(tables, reads, NotYetKnown);
            yield return new SqlPlannedRead
            {
                Entities = EntitiesOf(reads),
                Tables = [.. TablesOf(reads[0].Path).Distinct(StringComparer.Ordinal)],
                Columns = [.. reads.SelectMany(ColumnsOf)],
                Statement = scan.Statement,
                Reason = ReasonOf(tables.Schema, reads[0]),
                Restrictions = [.. RestrictionsOf(reads[0].Path), .. RestrictionsOf(ScanStatement.RestrictionOf(reads))],
            };
            foreach (SideStatement side in scan.Sides)
                yield return Side(side, reads);
        }
    }

    // The keys of rows that others refer to are known when these have been read.
    private static IReadOnlyList<SubjectKey> NotYetKnown(ReferredNode node) => [];

    private static SqlPlannedRead Side(SideStatement side, ReadPlan[] reads)
    {
        (ReadPlan Read, MappedAttribute Attribute, InRows Place)[] values =
            [.. from read in reads from a in read.Attributes where a.Place is InRows place && place.Table == side.Table select (read, a, (InRows)a.Place)];
        string table = NameOf(side.Table.Origin), owners = reads[0].Path.Last.Table.Entity.PluralName;
        return new SqlPlannedRead
        {
            Entities = EntitiesOf(values.Select(v => v.Read)),
            Tables = [table, .. TablesOf(reads[0].Path).Distinct(StringComparer.Ordinal)],
            Columns = [.. values.Select(v => new SqlPlannedColumn(table, side.Table.ValueColumn, $"{v.Read.Columns.Entity.Name}.{v.Attribute.Attribute.Name}"))],
            Statement = side.Statement,
            Reason = $"Values that are rows of another table are read in the order of the {owners} that have them.",
            Restrictions = side.Table.NameColumn is null
                ? []
                : [$"Only values that are asked for: {side.Table.NameColumn} is one of {string.Join(", ", values.Select(v => v.Place.Name).Distinct(StringComparer.Ordinal))}."],
        };
    }

    private static string[] EntitiesOf(IEnumerable<ReadPlan> reads) => [.. reads.Select(r => r.Columns.Entity.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>As <see cref="RowSelection"/> joins them.</summary>
    private static IEnumerable<string> TablesOf(ScanPath path)
    {
        if (path.Part is { } part)
            yield return NameOf(part.Table.Origin);
        for (int level = path.Steps.Count; level > 0; level--)
        {
            yield return NameOf(path.TableAt(level).Table.Origin);
            if (path.Steps[level - 1].Link is { } link)
                yield return NameOf(link.Origin);
        }

        if (path.Steps.Count == 0 && path.Part is null)
            yield return NameOf(path.Last.Table.Origin);
    }

    private static IEnumerable<SqlPlannedColumn> ColumnsOf(ReadPlan read)
    {
        string table = NameOf((read.Path.Part ?? read.Path.Last).Table.Origin), entity = read.Columns.Entity.Name;
        return read.Attributes.Where(a => a.Place is not InRows).Select(a => new SqlPlannedColumn(table, PlaceFinder.ColumnOf(a.Place), $"{entity}.{a.Attribute.Name}"))
            .Concat(read.References.Select((r, i) => new SqlPlannedColumn(table, r.Column.Name, $"{entity}.{read.Read.References[i].Name}")));
    }

    private static string ReasonOf(SegmentSchema schema, ReadPlan read)
    {
        ScanPath path = read.Path;
        string rows = path.Last.Table.Entity.PluralName, root = read.Read.Root.PluralName;
        if (path.Part is not null)
            return $"Parts of {rows} are read in the order of the {root} that they belong to.";
        if (path.Steps.Count > 0)
            return $"All {rows} are read once, in the order of the {root} that they belong to.";
        return read.Read.Root == schema.Subject
            ? $"All {rows} are read once, in the order of their keys; members are found among them."
            : $"All {rows} are read once and kept, as other rows refer to them.";
    }

    private static IEnumerable<string> RestrictionsOf(ScanPath path)
    {
        if (path.Steps.Count > 0 || path.Part is not null)
            yield return $"Rows that belong to no {path.Tables[0].Table.Entity.Name} are left out.";
        // The root's own table is not joined to what belongs to its rows.
        IEnumerable<LiveTable> filtered = path.Steps.Count == 0 && path.Part is not null ? [] : path.Steps.Count == 0 ? path.Tables : path.Tables.Skip(1);
        foreach ((LiveTable table, RowFilter filter) in filtered.Concat(path.Part is { } part ? [part] : []).SelectMany(t => t.Table.Filters.Select(f => (t, f))))
        {
            string value = filter.Value is null ? "missing" : Convert.ToString(filter.Value, CultureInfo.InvariantCulture)!;
            yield return $"Only rows of {NameOf(table.Table.Origin)} in which {filter.Column} is {(filter.IsNegated ? "not " : "")}{value}.";
        }
    }

    private static IEnumerable<string> RestrictionsOf(RowRestriction? restriction)
    {
        if (restriction is not null)
            yield return $"Only rows that can satisfy what segments ask of {string.Join(", ", restriction.Asked)}.";
    }

    private static string NameOf(RowOrigin origin) => origin.Table?.ToString() ?? "(a query)";
}
