using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation.Files;

/// <summary>
/// Puts whole tables into the order that evaluation goes through them: roots by key, children by their parents' order.
/// Where rows go is found once a table; no key is compared. Not safe for concurrent use.
/// </summary>
internal sealed class TableReader(DirectoryTables tables)
{
    private readonly Dictionary<(string Root, string Path), Placement> _placements = [];
    private readonly Dictionary<string, int[]?> _positions = new(StringComparer.Ordinal);

    public TableRows Read(TableNeeds needs)
    {
        ReadPlan plan = ReadPlan.Create(tables, needs.Read);
        Placement placement = Place(plan, needs.Id);
        int[] rows = placement.Rows;
        return new TableRows
        {
            Count = rows.Length,
            Offsets = placement.Offsets,
            Columns = [.. plan.Attributes.Select(a => a.Gather(rows))],
            References = [.. plan.References.Select(r => Follow(r.Target, r.Link, rows))],
            Keys = needs.Read.IsRoot || needs.IsChosenFrom || needs.IsReferredTo ? KeyList.Of(needs.Id.ToString(), plan.Last.Keys.Gather(rows)) : null,
        };
    }

    /// <summary>Which rows of the file a table has, and where each parent row's begin. Rows of nobody are left out.</summary>
    private Placement Place(ReadPlan plan, TableId id)
    {
        if (_placements.TryGetValue((id.Root.Name, id.Path), out Placement? known))
            return known;
        // Tables are asked for after the one that their rows belong to.
        Placement placement = id.Parent is not { } parent ? PlaceRoot(plan.Root)
            : plan.EndsWithPart ? PlaceParts(plan.Part, _placements[(id.Root.Name, parent)])
            : PlaceChildren(plan.Steps[^1].Groups, _placements[(id.Root.Name, parent)]);
        _placements.Add((id.Root.Name, id.Path), placement);
        return placement;
    }

    private static Placement PlaceRoot(Table root)
    {
        int[] offsets = new int[root.Count + 1];
        for (int row = 0; row < offsets.Length; row++)
            offsets[row] = row;
        return new Placement(root.Keys.Order ?? offsets[..root.Count], offsets);
    }

    private static Placement PlaceParts(PartRows? parts, Placement parents)
    {
        var rows = new List<int>();
        var offsets = new int[parents.Rows.Length + 1];
        for (int i = 0; i < parents.Rows.Length; i++)
        {
            if (parts is not null && parts.IsThere(parents.Rows[i]))
                rows.Add(parents.Rows[i]);
            offsets[i + 1] = rows.Count;
        }

        return new Placement([.. rows], offsets);
    }

    private static Placement PlaceChildren(RowGroups? groups, Placement parents)
    {
        var offsets = new int[parents.Rows.Length + 1];
        if (groups is null)
            return new Placement([], offsets);
        for (int i = 0; i < parents.Rows.Length; i++)
            offsets[i + 1] = offsets[i] + groups[parents.Rows[i]].Length;
        var rows = new int[offsets[^1]];
        for (int i = 0; i < parents.Rows.Length; i++)
            groups[parents.Rows[i]].CopyTo(rows.AsSpan(offsets[i]));
        return new Placement(rows, offsets);
    }

    private int[] Follow(Table target, KeyLink? link, int[] rows)
    {
        var targets = new int[rows.Length];
        if (link is null)
        {
            Array.Fill(targets, -1);
            return targets;
        }

        link.Rows.Gather(rows, targets);
        if (PositionsOf(target) is { } positions)
        {
            for (int i = 0; i < targets.Length; i++)
                targets[i] = targets[i] < 0 ? -1 : positions[targets[i]];
        }

        return targets;
    }

    /// <summary>Where each row of a root is in the order of keys; null when the file has that order.</summary>
    private int[]? PositionsOf(Table root)
    {
        if (_positions.TryGetValue(root.Entity.Name, out int[]? positions))
            return positions;
        if (root.Keys.Order is { } order)
        {
            positions = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
                positions[order[i]] = i;
        }

        _positions.Add(root.Entity.Name, positions);
        return positions;
    }

    /// <param name="Rows">The rows of the file, in the table's order.</param>
    /// <param name="Offsets">Where each parent row's rows begin, and at the end where the last one's end.</param>
    private sealed record Placement(int[] Rows, int[] Offsets);
}
