using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>
/// Evaluates nodes over the rows of one block. Every node is computed at most once a block and kept, so that what
/// segments share costs once. Not safe for concurrent use.
/// </summary>
internal sealed partial class BlockEvaluator
{
    private readonly RunState _run;
    private readonly IReadOnlyDictionary<TableId, TableRows> _tables;
    private readonly BlockEvaluator _shared;
    private readonly DomainRows?[] _domains;
    private readonly Vector?[] _values;
    private readonly ulong[]?[] _predicates;
    private readonly Dictionary<(DomainNode, DomainNode), int[]> _offsets = [];
    private readonly Dictionary<(DomainNode, DomainNode), int[]> _ancestors = [];

    /// <param name="run">What is kept over all blocks.</param>
    /// <param name="tables">The block's rows.</param>
    /// <param name="shared">Evaluates what is the same for every block; null for that evaluator itself.</param>
    public BlockEvaluator(RunState run, IReadOnlyDictionary<TableId, TableRows> tables, BlockEvaluator? shared)
    {
        _run = run;
        _tables = tables;
        _shared = shared ?? this;
        _domains = new DomainRows?[run.Plan.DomainCount];
        _values = new Vector?[run.Plan.ValueCount];
        _predicates = new ulong[]?[run.Plan.PredicateCount];
    }

    /// <summary>A bit a row of the predicate's domain.</summary>
    public ulong[] Bits(PredicateNode predicate)
    {
        BlockEvaluator home = Home(predicate.Domain);
        ref ulong[]? bits = ref home._predicates[predicate.Id];
        if (bits is null)
        {
            bits = home.Evaluate(predicate);
            if (predicate.IsLeaf)
                _run.LeavesEvaluated++;
        }

        return bits;
    }

    /// <summary>An evaluator of the same rows at another instant, which takes over everything that the instant does not change.</summary>
    /// <param name="run">The run of that instant, over the same plan.</param>
    /// <param name="shared">What evaluates the shared rows at that instant; null for that evaluator itself.</param>
    /// <param name="time">Which nodes depend on the instant.</param>
    public BlockEvaluator At(RunState run, BlockEvaluator? shared, TimeDependence time)
    {
        var moved = new BlockEvaluator(run, _tables, shared);
        for (int i = 0; i < _domains.Length; i++)
            moved._domains[i] = time.Domains[i] ? null : _domains[i];
        for (int i = 0; i < _values.Length; i++)
            moved._values[i] = time.Values[i] ? null : _values[i];
        for (int i = 0; i < _predicates.Length; i++)
            moved._predicates[i] = time.Predicates[i] ? null : _predicates[i];
        return moved;
    }

    private BlockEvaluator Home(DomainNode domain) => domain.IsOfSubject ? this : _shared;

    public DomainRows Rows(DomainNode domain)
    {
        BlockEvaluator home = Home(domain);
        return home._domains[domain.Id] ??= home.Build(domain);
    }

    private TableRows Table(DomainNode domain) => (EvaluationPlan.IsShared(domain) ? _shared : this)._tables[domain.Table];

    private TableNeeds Needs(DomainNode domain) => _run.Plan.Needs(domain);

    private NumberVector Numbers(ValueNode value) => (NumberVector)Values(value);

    /// <summary>A value a row of its domain.</summary>
    public Vector Values(ValueNode value)
    {
        BlockEvaluator home = Home(value.Domain);
        return home._values[value.Id] ??= home.Evaluate(value);
    }

    private DomainRows Build(DomainNode domain)
    {
        switch (domain)
        {
            case SubjectDomain or SharedDomain:
                TableRows root = Table(domain);
                return new DomainRows(root, root.Count, null, null);
            case OwnedDomain:
                return BuildOwned(Rows(domain.Parent!), Table(domain));
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

    private static DomainRows BuildOwned(DomainRows parent, TableRows table)
    {
        if (parent.Map is null)
            return new DomainRows(table, table.Count, null, table.Offsets);
        // The parents are some of the table's parents, in another order or repeated: their rows are copied out.
        var offsets = new int[parent.Count + 1];
        var map = new List<int>();
        for (int row = 0; row < parent.Count; row++)
        {
            int at = parent.Map[row];
            for (int child = table.Offsets[at]; child < table.Offsets[at + 1]; child++)
                map.Add(child);
            offsets[row + 1] = map.Count;
        }

        return new DomainRows(table, map.Count, [.. map], offsets);
    }

    private DomainRows BuildReferred(ReferredDomain domain)
    {
        DomainRows parent = Rows(domain.Parent!);
        int[] references = References(domain.Parent!, domain.Relation);
        var offsets = new int[parent.Count + 1];
        var map = new List<int>(parent.Count);
        for (int row = 0; row < parent.Count; row++)
        {
            int target = references[parent.TableRow(row)];
            if (target >= 0)
                map.Add(target);
            offsets[row + 1] = map.Count;
        }

        return new DomainRows(Table(domain), map.Count, [.. map], offsets);
    }

    private DomainRows BuildAncestor(AncestorDomain domain)
    {
        DomainRows parent = Rows(domain.Parent!), target = Rows(domain.Target);
        int[] above = AncestorRows(domain.Parent!, domain.Target);
        var offsets = new int[parent.Count + 1];
        var map = new int[parent.Count];
        for (int row = 0; row < parent.Count; row++)
        {
            map[row] = target.TableRow(above[row]);
            offsets[row + 1] = row + 1;
        }

        return new DomainRows(Table(domain), parent.Count, map, offsets);
    }

    private DomainRows BuildSelected(SelectedDomain domain)
    {
        DomainRows parent = Rows(domain.Parent!), candidates = Rows(domain.Candidates);
        ulong[]? where = domain.Where is null ? null : Bits(domain.Where);
        NumberVector[] orderBy = [.. domain.OrderBy.Select(Numbers)];
        KeyList keys = candidates.Table.Keys!;
        int sign = domain.Take == Extreme.Greatest ? 1 : -1;
        var offsets = new int[parent.Count + 1];
        var map = new List<int>();
        for (int row = 0; row < parent.Count; row++)
        {
            int best = -1;
            for (int candidate = candidates.Offsets![row]; candidate < candidates.Offsets[row + 1]; candidate++)
            {
                if (Evaluation.Bits.IsSet(where, candidate) && (best < 0 || sign * Compare(candidate, best) > 0))
                    best = candidate;
            }

            if (best >= 0)
                map.Add(candidates.TableRow(best));
            offsets[row + 1] = map.Count;
        }

        return new DomainRows(Table(domain), map.Count, [.. map], offsets);

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

    private int[] References(DomainNode domain, ReferenceRelation relation) =>
        Rows(domain).Table.References[Needs(domain).IndexOf(relation)];

    /// <summary>The row of an ancestor domain above each row of a domain.</summary>
    private int[] AncestorRows(DomainNode domain, DomainNode ancestor)
    {
        Dictionary<(DomainNode, DomainNode), int[]> known = Home(domain)._ancestors;
        if (known.TryGetValue((domain, ancestor), out int[]? rows))
            return rows;
        int[] parents = Rows(domain).Parents;
        if (domain.Parent == ancestor)
            rows = parents;
        else
        {
            int[] above = AncestorRows(domain.Parent!, ancestor);
            rows = Array.ConvertAll(parents, parent => above[parent]);
        }

        known.Add((domain, ancestor), rows);
        return rows;
    }

    /// <summary>Where the rows below each row of a domain begin, over all domains between.</summary>
    private int[] OffsetsBelow(DomainNode domain, DomainNode rows)
    {
        Dictionary<(DomainNode, DomainNode), int[]> known = Home(domain)._offsets;
        if (known.TryGetValue((domain, rows), out int[]? offsets))
            return offsets;
        offsets = Rows(rows).Offsets!;
        if (rows.Parent != domain)
        {
            int[] inner = offsets;
            offsets = Array.ConvertAll(OffsetsBelow(domain, rows.Parent!), at => inner[at]);
        }

        known.Add((domain, rows), offsets);
        return offsets;
    }
}
