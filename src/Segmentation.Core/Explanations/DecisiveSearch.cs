namespace Segmentation.Explanations;

/// <summary>
/// Finds facts that would turn a verdict round if all of them were the opposite, and no fewer of them would. Prefers facts
/// about the subject's own data to the segment's settings, and few facts to many.
/// </summary>
internal sealed class DecisiveSearch
{
    // What a search may cost, in nodes looked at: about a tenth of a second.
    private const long MostNodes = 20_000_000;
    private const long Impossible = 1_000_000_000;

    private readonly RuleGraph _graph;
    private readonly int _root;
    private readonly bool[] _holds;
    private readonly bool[] _isFlipped;
    private readonly bool[] _isAsked;
    private readonly bool[] _isAskedNegated;
    private readonly bool _target;
    private long _looked;

    public DecisiveSearch(RuleGraph graph, int root)
    {
        _graph = graph;
        _root = root;
        _holds = new bool[graph.Nodes.Count];
        _isFlipped = new bool[graph.Facts.Count];
        _isAsked = new bool[graph.Facts.Count];
        _isAskedNegated = new bool[graph.Facts.Count];
        graph.Evaluate(_isFlipped, _holds);
        _target = !_holds[root];
        FindPolarity();
    }

    /// <summary>The facts, in the order of the graph; empty when nothing turns the verdict; null when the search was given up.</summary>
    public IReadOnlyList<RuleFact>? Find()
    {
        foreach (FactKind kind in Enum.GetValues<FactKind>())
        {
            int[] pool = [.. Enumerable.Range(0, _graph.Facts.Count).Where(f => _graph.Facts[f].Kind <= kind && (_isAsked[f] || _isAskedNegated[f]))];
            if (FindAmong(pool))
                return [.. _graph.Facts.Where((_, f) => _isFlipped[f])];
            if (_looked > MostNodes)
                return null;
        }

        return [];
    }

    /// <summary>Whether each fact is asked for as it is, or as its opposite, or both.</summary>
    private void FindPolarity()
    {
        var plain = new bool[_graph.Nodes.Count];
        var negated = new bool[_graph.Nodes.Count];
        plain[_root] = true;
        for (int i = _root; i >= 0; i--)
        {
            RuleGraph.Node node = _graph.Nodes[i];
            if (node.Fact >= 0)
            {
                _isAsked[node.Fact] |= plain[i];
                _isAskedNegated[node.Fact] |= negated[i];
            }

            foreach (int part in node.Parts)
            {
                plain[part] |= node.IsNot ? negated[i] : plain[i];
                negated[part] |= node.IsNot ? plain[i] : negated[i];
            }
        }
    }

    // Facts asked in one direction only can help in one direction only: flipping more of those that help never hurts. Those
    // asked both ways are tried in groups of growing size; the first group that works with the help of all the others has
    // no smaller group in it that does, so that only the helpers are left to be thinned out, which one by one is exact.
    private bool FindAmong(int[] pool)
    {
        int[] mixed = [.. pool.Where(f => _isAsked[f] && _isAskedNegated[f])];
        int[] helpers = [.. pool.Where(f => _isAsked[f] != _isAskedNegated[f] && (_graph.Facts[f].Holds != _target) == _isAsked[f])];
        for (int size = 0; size <= mixed.Length; size++)
        {
            if (!TryGroups(mixed, 0, size, helpers))
                continue;
            Thin(helpers);
            return true;
        }

        return false;
    }

    private bool TryGroups(int[] mixed, int from, int size, int[] helpers)
    {
        if (size == 0)
        {
            Set(helpers, true);
            if (Turns())
                return true;
            Set(helpers, false);
            return false;
        }

        for (int i = from; i <= mixed.Length - size && _looked <= MostNodes; i++)
        {
            _isFlipped[mixed[i]] = true;
            if (TryGroups(mixed, i + 1, size - 1, helpers))
                return true;
            _isFlipped[mixed[i]] = false;
        }

        return false;
    }

    private void Thin(int[] helpers)
    {
        Set(helpers, false);
        if (Turns())
            return;
        HashSet<int> picked = PickCheapest(helpers);
        foreach (int fact in picked)
            _isFlipped[fact] = true;
        foreach (int fact in picked.OrderDescending())
        {
            _isFlipped[fact] = false;
            if (!Turns())
                _isFlipped[fact] = true;
        }
    }

    private bool Turns()
    {
        _looked += _graph.Nodes.Count;
        _graph.Evaluate(_isFlipped, _holds);
        return _holds[_root] == _target;
    }

    private void Set(int[] facts, bool value)
    {
        foreach (int fact in facts)
            _isFlipped[fact] = value;
    }

    /// <summary>Helpers that together turn the verdict, few of them: the cheapest way through each group, as if groups shared none.</summary>
    private HashSet<int> PickCheapest(int[] helpers)
    {
        var isHelper = new bool[_graph.Facts.Count];
        foreach (int fact in helpers)
            isHelper[fact] = true;
        // What it takes to turn each node round; the nodes' answers are those of the last evaluation.
        var cost = new long[_graph.Nodes.Count];
        for (int i = 0; i <= _root; i++)
        {
            RuleGraph.Node node = _graph.Nodes[i];
            if (node.Fact >= 0)
                cost[i] = isHelper[node.Fact] ? 1 : Impossible;
            else if (node.IsNot)
                cost[i] = cost[node.Parts[0]];
            else if (node.Parts.Count == 0)
                cost[i] = Impossible;
            else if (_holds[i] == node.All)
                cost[i] = node.Parts.Min(p => cost[p]);
            else
                cost[i] = Math.Min(Impossible, node.Parts.Where(p => _holds[p] != node.All).Sum(p => cost[p]));
        }

        var picked = new HashSet<int>();
        var seen = new HashSet<int>();
        Pick(_root);
        return picked;

        void Pick(int i)
        {
            RuleGraph.Node node = _graph.Nodes[i];
            if (!seen.Add(i))
                return;
            if (node.Fact >= 0)
                picked.Add(node.Fact);
            else if (!node.IsNot && _holds[i] == node.All)
                Pick(node.Parts.MinBy(p => cost[p]));
            else
                node.Parts.Where(p => node.IsNot || _holds[p] != node.All).ToList().ForEach(Pick);
        }
    }
}
