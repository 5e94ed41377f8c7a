using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private DomainRows Build(DomainNode domain)
    {
        switch (domain)
        {
            case SubjectDomain or SharedDomain:
                TableBlock root = Block(domain);
                return new DomainRows(root, root.Count, null, default);
            case OwnedDomain:
                return BuildOwned(Rows(domain.Parent!), Block(domain));
            case ReferredDomain referred:
                return BuildReferred(referred);
            case AncestorDomain ancestor:
                return BuildAncestor(ancestor);
            case SelectedDomain selected:
                return BuildSelected(selected);
            default:
                throw new InvalidOperationException($"The domain {domain.GetType().Name} is unknown.");
        }
    }

    private DomainRows BuildOwned(DomainRows parent, TableBlock block)
    {
        if (parent.IsWhole)
            return new DomainRows(block, block.Count, null, new Runs(block.Table.Offsets, block.ParentFrom, parent.Count, block.From));
        // The parents are some of the table's parents, in another order or repeated: their rows are copied out.
        var all = new Runs(block.Table.Offsets, block.ParentFrom, parent.Block.Count, block.From);
        int[] offsets = _arena.Rows(parent.Count + 1);
        offsets[0] = 0;
        for (int row = 0; row < parent.Count; row++)
            offsets[row + 1] = offsets[row] + all[parent.Map[row] + 1] - all[parent.Map[row]];
        int[] map = _arena.Rows(offsets[parent.Count]);
        for (int row = 0; row < parent.Count; row++)
        {
            int at = all[parent.Map[row]];
            for (int child = offsets[row]; child < offsets[row + 1]; child++)
                map[child] = at++;
        }

        return new DomainRows(block, offsets[parent.Count], map, new Runs(offsets, 0, parent.Count, 0));
    }

    private DomainRows BuildReferred(ReferredDomain domain) =>
        AtMostOneEach(Block(domain), Rows(domain.Parent!).Count, Targets(domain.Parent!, domain.Relation));

    private DomainRows BuildAncestor(AncestorDomain domain)
    {
        DomainRows parent = Rows(domain.Parent!), target = Rows(domain.Target);
        ReadOnlySpan<int> above = AncestorRows(domain.Parent!, domain.Target);
        int[] offsets = _arena.Rows(parent.Count + 1), map = _arena.Rows(parent.Count);
        offsets[0] = 0;
        for (int row = 0; row < parent.Count; row++)
        {
            map[row] = target.BlockRow(above[row]);
            offsets[row + 1] = row + 1;
        }

        return new DomainRows(Block(domain), parent.Count, map, new Runs(offsets, 0, parent.Count, 0));
    }

    private DomainRows BuildSelected(SelectedDomain domain)
    {
        DomainRows candidates = Rows(domain.Candidates);
        ReadOnlySpan<ulong> where = BitsOrAll(domain.Where);
        NumberVector[] orderBy = [.. domain.OrderBy.Select(Numbers)];
        KeyList keys = candidates.Table.Keys!;
        int sign = domain.Take == Extreme.Greatest ? 1 : -1;
        Runs runs = candidates.Runs;
        int[] chosen = _arena.Rows(runs.Count);
        for (int row = 0; row < runs.Count; row++)
        {
            int best = -1;
            for (int candidate = runs[row]; candidate < runs[row + 1]; candidate++)
            {
                if (Evaluation.Bits.IsAmong(where, candidate) && (best < 0 || sign * Compare(candidate, best) > 0))
                    best = candidate;
            }

            chosen[row] = best < 0 ? -1 : candidates.BlockRow(best);
        }

        return AtMostOneEach(Block(domain), runs.Count, chosen);

        int Compare(int left, int right)
        {
            foreach (NumberVector values in orderBy)
            {
                bool l = values.IsPresent(left), r = values.IsPresent(right);
                // A missing value never wins: it is the least when the greatest is taken, and the other way round.
                int order = l && r ? values[left].CompareTo(values[right]) : sign * l.CompareTo(r);
                if (order != 0)
                    return order;
            }

            return keys[candidates.TableRow(left)].CompareTo(keys[candidates.TableRow(right)]);
        }
    }

    /// <summary>A domain of at most one row each parent, negative where there is none.</summary>
    private DomainRows AtMostOneEach(TableBlock block, int parents, ReadOnlySpan<int> rows)
    {
        int[] offsets = _arena.Rows(parents + 1), map = _arena.Rows(parents);
        int count = 0;
        offsets[0] = 0;
        for (int row = 0; row < parents; row++)
        {
            if (rows[row] >= 0)
                map[count++] = rows[row];
            offsets[row + 1] = count;
        }

        return new DomainRows(block, count, map, new Runs(offsets, 0, parents, 0));
    }

    /// <summary>The row that each row refers to by key; negative where there is none.</summary>
    private ReadOnlySpan<int> Targets(DomainNode domain, ReferenceRelation relation)
    {
        DomainRows rows = Rows(domain);
        ReadOnlySpan<int> references = rows.Table.References[Needs(domain).IndexOf(relation)].AsSpan(rows.Block.From, rows.Block.Count);
        if (rows.IsWhole)
            return references;
        int[] targets = _arena.Rows(rows.Count);
        for (int row = 0; row < rows.Count; row++)
            targets[row] = references[rows.Map[row]];
        return targets.AsSpan(0, rows.Count);
    }

    /// <summary>The row of an ancestor domain above each row of a domain.</summary>
    private ReadOnlySpan<int> AncestorRows(DomainNode domain, DomainNode ancestor)
    {
        int count = Rows(domain).Count;
        if (_ancestors.TryGetValue((domain, ancestor), out int[]? rows))
            return rows.AsSpan(0, count);
        Runs runs = RunsBelow(ancestor, domain);
        rows = _arena.Rows(count);
        for (int parent = 0; parent < runs.Count; parent++)
            rows.AsSpan(runs[parent]..runs[parent + 1]).Fill(parent);
        _ancestors.Add((domain, ancestor), rows);
        return rows.AsSpan(0, count);
    }

    /// <summary>Where the rows below each row of a domain begin, over all domains between.</summary>
    private Runs RunsBelow(DomainNode domain, DomainNode rows)
    {
        Runs inner = Rows(rows).Runs;
        if (rows.Parent == domain)
            return inner;
        if (_runs.TryGetValue((domain, rows), out Runs known))
            return known;
        Runs outer = RunsBelow(domain, rows.Parent!);
        int[] offsets = _arena.Rows(outer.Count + 1);
        ReadOnlySpan<int> outerOffsets = outer.Offsets, innerOffsets = inner.Offsets;
        for (int i = 0; i < outerOffsets.Length; i++)
            offsets[i] = innerOffsets[outerOffsets[i] - outer.Start] - inner.Start;
        var runs = new Runs(offsets, 0, outer.Count, 0);
        _runs.Add((domain, rows), runs);
        return runs;
    }

    /// <summary>The one row below each row; negative where there is none.</summary>
    private ReadOnlySpan<int> OnlyRows(DomainNode domain, DomainNode below)
    {
        Runs runs = RunsBelow(domain, below);
        int[] rows = _arena.Rows(runs.Count);
        for (int i = 0; i < runs.Count; i++)
            rows[i] = runs[i] < runs[i + 1] ? runs[i] : -1;
        return rows.AsSpan(0, runs.Count);
    }
}
