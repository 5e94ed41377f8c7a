namespace Segmentation.InMemory;

/// <summary>
/// Walks a path of relations from a run of root rows, level by level, and knows for each row at its end the root row, the
/// key of its parent and its own. Reused from run to run, so that rows without a key are numbered through.
/// </summary>
internal sealed class RowWalk
{
    private readonly RootRows _roots;
    private readonly Dictionary<EntityAccess, RowBuffer[]> _levels = [];
    private readonly long[] _numbered;
    private RowBuffer[] _current = [];
    private ReadPlan _plan;
    private HashSet<SubjectKey>? _seen;

    public RowWalk(RootRows roots, ReadPlan plan)
    {
        _roots = roots;
        _plan = plan;
        _numbered = new long[plan.Levels.Length];
    }

    /// <summary>The rows at the path's end.</summary>
    public RowBuffer Rows => _current[^1];

    /// <summary>The keys of the parents of <see cref="Rows"/>, by the parent's index; null when the read is not nested.</summary>
    public KeyBuffer? ParentKeys { get; private set; }

    /// <summary>The keys of <see cref="Rows"/>; null for the root and for parts.</summary>
    public KeyBuffer? Keys { get; private set; }

    /// <summary>Walks from a run of root rows of one mapping.</summary>
    public void Expand(ReadPlan plan, int start, int end)
    {
        _plan = plan;
        if (!_levels.TryGetValue(plan.Levels[0], out RowBuffer[]? levels))
            _levels.Add(plan.Levels[0], levels = Allocate(plan));
        _current = levels;
        for (int i = 0; i < plan.Steps.Length; i++)
        {
            levels[i + 1].Clear();
            plan.Levels[i].Expand(plan.Steps[i], levels[i], i == 0 ? start : 0, i == 0 ? end : levels[i].Count, levels[i + 1]);
        }

        int last = plan.Steps.Length;
        ParentKeys = last > 1 ? KeysOf(last - 1) : null;
        if (last > 1)
            RequireDistinct(last - 1, ParentKeys!);
        Keys = last > 0 && plan.Steps[last - 1].Relation is ManyRelation ? KeysOf(last) : null;
        for (int level = 1; level <= last; level++)
            _numbered[level] += levels[level].Count;
    }

    /// <summary>The index of the root row that a row at the path's end belongs to.</summary>
    public int RootOf(int row) => RootOf(_current.Length - 1, row);

    private int RootOf(int level, int row)
    {
        for (; level > 0; level--)
            row = _current[level].Parents[row];
        return row;
    }

    private RowBuffer[] Allocate(ReadPlan plan)
    {
        var levels = new RowBuffer[plan.Levels.Length];
        levels[0] = _roots.AsBuffer(plan.Levels[0]);
        for (int i = 1; i < levels.Length; i++)
            levels[i] = new RowBuffer(plan.Levels[i], levels[i - 1]);
        return levels;
    }

    private KeyBuffer KeysOf(int level)
    {
        if (level == 0)
            return _roots.Keys;
        RowBuffer rows = _current[level];
        var keys = new KeyBuffer(_plan.KindAt(level));
        if (_plan.Steps[level - 1].Relation is PartRelation)
        {
            // One owner has one part at most, so the owner's key tells parts apart.
            KeyBuffer owners = KeysOf(level - 1);
            for (int i = 0; i < rows.Count; i++)
                keys.AppendFrom(owners, rows.Parents[i]);
        }
        else if (rows.Access.Mapping.Key is null)
        {
            for (int i = 1; i <= rows.Count; i++)
                keys.Append(_numbered[level] + i);
        }
        else
        {
            rows.Access.AppendKeys(rows, 0, rows.Count, keys);
        }

        return keys;
    }

    /// <summary>Rows find their parents by key, which therefore must not repeat within one root row.</summary>
    private void RequireDistinct(int level, KeyBuffer keys)
    {
        if (_plan.Steps[level - 1].Relation is PartRelation || _current[level].Access.Mapping.Key is null)
            return;
        _seen ??= [];
        int root = -1;
        for (int i = 0; i < keys.Count; i++)
        {
            if (RootOf(level, i) is var next && next != root)
            {
                _seen.Clear();
                root = next;
            }

            if (!_seen.Add(keys[i]))
            {
                throw _current[level].Access.Failure(
                    _current[level], i, null, $"the key is repeated below '{_roots.Keys[root]}'; every row has its own");
            }
        }
    }
}
