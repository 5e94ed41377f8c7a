using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private void Has(SetNode node, SetVector sets, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        SetTest test = _run.Test(node, sets.Dictionary, () => LiteralsOf(node));
        test.Extend();
        into.Clear();
        for (int i = 0; i < sets.Count; i++)
        {
            if (Evaluation.Bits.IsAmong(among, i) && test.Holds(sets.CodesOf(i)))
                Evaluation.Bits.Set(into, i);
        }
    }

    /// <summary>Which of the literals a value of the set stands for: those equal to it, or to what lies above it in the tree.</summary>
    private Func<string, int[]> LiteralsOf(SetNode node)
    {
        StringComparer comparer = node.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var indexes = new Dictionary<string, int>(comparer);
        for (int i = 0; i < node.Literals.Count; i++)
            indexes.Add(node.Literals[i], i);
        if (node.Hierarchy is null)
            return value => indexes.TryGetValue(value, out int index) ? [index] : [];
        Tree tree = TreeOf(node.Hierarchy, comparer);
        return value => [.. tree.NamesOf(value).Where(indexes.ContainsKey).Select(name => indexes[name]).Distinct()];
    }

    private Tree TreeOf(HierarchyNode hierarchy, StringComparer comparer)
    {
        DomainRows rows = Rows(hierarchy.Rows);
        int[] parents = Targets(hierarchy.Rows, hierarchy.Parent).ToArray();
        TextVector? names = hierarchy.Names is null ? null : (TextVector)Values(hierarchy.Names);
        return new Tree(hierarchy.Rows.Entity.Name, rows.Table.Keys!, parents, names, comparer);
    }

    /// <summary>Categories that lie in one another, found by key or by name.</summary>
    private sealed class Tree
    {
        private readonly string _entity;
        private readonly KeyList _keys;
        private readonly int[] _parents;
        private readonly TextVector? _names;
        private readonly ILookup<string, int> _rows;

        public Tree(string entity, KeyList keys, int[] parents, TextVector? names, StringComparer comparer)
        {
            _entity = entity;
            _keys = keys;
            _parents = parents;
            _names = names;
            _rows = Enumerable.Range(0, keys.Count).SelectMany(row => Names(row).Select(name => (name, row))).ToLookup(p => p.name, p => p.row, comparer);
        }

        /// <summary>The value itself, and every key and name of the rows that it stands for and of those above them.</summary>
        public IEnumerable<string> NamesOf(string value) => _rows[value].SelectMany(Above).SelectMany(Names).Prepend(value);

        private IEnumerable<string> Names(int row)
        {
            yield return _keys[row].ToString();
            if (_names is not null && _names.Codes[row] >= 0)
                yield return _names.Dictionary[_names.Codes[row]];
        }

        private IEnumerable<int> Above(int row)
        {
            int steps = 0;
            for (int at = row; at >= 0; at = _parents[at])
            {
                if (steps++ > _parents.Length)
                    throw new SegmentDataException(_entity, null, _keys[row].ToString(), "the row lies in itself; the tree has a circle");
                yield return at;
            }
        }
    }
}
