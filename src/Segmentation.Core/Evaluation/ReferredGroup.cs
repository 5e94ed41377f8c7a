using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>
/// Predicates of the rows that one reference leads to, up to eight: each row's reference is followed once for all of them,
/// and each has a bit of the byte that is found there.
/// </summary>
internal sealed class ReferredGroup(IReadOnlyList<ReferredNode> nodes)
{
    public const int Most = 8;

    public IReadOnlyList<ReferredNode> Nodes { get; } = nodes;

    /// <summary>A byte a row referred to, after one for no row.</summary>
    public byte[]? Answers { get; set; }

    public byte MaskOf(ReferredNode node)
    {
        int index = 0;
        while (Nodes[index] != node)
            index++;
        return (byte)(1 << index);
    }

    /// <summary>The groups of a plan, by predicate; one that is alone is in none.</summary>
    public static Dictionary<ReferredNode, ReferredGroup> Of(EvaluationPlan plan)
    {
        var groups = new Dictionary<ReferredNode, ReferredGroup>();
        foreach (ReferredNode[] nodes in plan.Nodes.OfType<ReferredNode>().GroupBy(n => (n.Domain, n.Relation)).SelectMany(g => g.Chunk(Most)).Where(c => c.Length > 1))
        {
            var group = new ReferredGroup(nodes);
            foreach (ReferredNode node in nodes)
                groups.Add(node, group);
        }

        return groups;
    }
}
