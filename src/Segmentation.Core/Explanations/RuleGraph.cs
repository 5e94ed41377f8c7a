namespace Segmentation.Explanations;

/// <summary>
/// How a verdict follows from single facts of a subject, by and, or and not. Parts come before what they are parts of.
/// </summary>
internal sealed class RuleGraph
{
    private readonly List<Node> _nodes = [];
    private readonly List<RuleFact> _facts = [];
    private readonly Dictionary<object, int> _ofFacts = [];

    public IReadOnlyList<Node> Nodes => _nodes;

    public IReadOnlyList<RuleFact> Facts => _facts;

    public RuleFact FactOf(object identity) => _facts[_nodes[_ofFacts[identity]].Fact];

    /// <summary>A fact by what it is about: one for equal identities.</summary>
    public int Fact(object identity, bool holds, FactKind kind)
    {
        if (_ofFacts.TryGetValue(identity, out int known))
        {
            RuleFact fact = FactOf(identity);
            fact.Kind = (FactKind)Math.Min((int)fact.Kind, (int)kind);
            return known;
        }

        _facts.Add(new RuleFact(identity, holds, kind));
        int node = Add(new Node(_facts.Count - 1, false, false, []));
        _ofFacts.Add(identity, node);
        return node;
    }

    public int Not(int of) => Add(new Node(-1, true, true, [of]));

    /// <summary>All or any of the parts; of none, true or false.</summary>
    public int Group(bool all, IReadOnlyList<int> parts) => parts.Count == 1 ? parts[0] : Add(new Node(-1, false, all, parts));

    /// <summary>The verdict of every node, with some of the facts turned round.</summary>
    /// <param name="isFlipped">By fact.</param>
    /// <param name="holds">Takes the answers; as long as there are nodes.</param>
    public void Evaluate(bool[] isFlipped, bool[] holds)
    {
        for (int i = 0; i < _nodes.Count; i++)
        {
            Node node = _nodes[i];
            if (node.Fact >= 0)
            {
                holds[i] = _facts[node.Fact].Holds != isFlipped[node.Fact];
                continue;
            }

            bool result = node.All;
            foreach (int part in node.Parts)
            {
                if (holds[part] == node.All)
                    continue;
                result = !node.All;
                break;
            }

            holds[i] = node.IsNot ? !holds[node.Parts[0]] : result;
        }
    }

    private int Add(Node node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    /// <summary>A fact, a negation, or a group.</summary>
    /// <param name="Fact">The fact's index; negative for the others.</param>
    /// <param name="IsNot">Whether it is the opposite of its one part.</param>
    /// <param name="All">Whether all parts must hold, or any.</param>
    /// <param name="Parts">Earlier nodes.</param>
    internal sealed record Node(int Fact, bool IsNot, bool All, IReadOnlyList<int> Parts);
}

/// <summary>What a fact is about, in the order in which people would rather see it changed.</summary>
internal enum FactKind
{
    /// <summary>The customer's data, or a list that the customer is on.</summary>
    Data,

    /// <summary>Scope, website or store.</summary>
    Setting,

    /// <summary>The segment's dates.</summary>
    Dates,

    /// <summary>The segment's active flag.</summary>
    Active,

    /// <summary>A list that the customer is not on.</summary>
    NotListed,
}

/// <summary>A single truth about a subject.</summary>
internal sealed class RuleFact(object identity, bool holds, FactKind kind)
{
    public object Identity { get; } = identity;

    public bool Holds { get; } = holds;

    public FactKind Kind { get; set; } = kind;
}
