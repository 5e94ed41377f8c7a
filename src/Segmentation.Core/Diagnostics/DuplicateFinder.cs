using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>
/// Finds segments that always have the members of an earlier one. Those that say the same in the same tests are one node,
/// found at once; those that say it in other words are compared with a few earlier ones that ask of the same values.
/// </summary>
internal sealed class DuplicateFinder(EvaluationPlan plan, Solver solver)
{
    private const int MostCompared = 16;

    private readonly Dictionary<(PredicateNode, PredicateNode?), BoundSegment> _same = [];
    private readonly Dictionary<string, List<BoundSegment>> _alike = new(StringComparer.Ordinal);

    // Over the whole set, so that thousands of alike segments take no longer to look through than to bind.
    private int _left = 20_000;

    /// <summary>An earlier segment with the same members; null when there is none, or none is found.</summary>
    public BoundSegment? Find(BoundSegment segment)
    {
        // Every segment that is switched off has the same members; only one that also asks the same is a duplicate.
        PredicateNode membership = segment.Membership;
        PredicateNode? conditions = membership is ConstantNode ? segment.Conditions?.Predicate : null;
        if (!_same.TryAdd((membership, conditions), segment))
            return _same[(membership, conditions)];
        if (membership is ConstantNode)
            return null;
        string subject = SubjectOf(membership);
        if (!_alike.TryGetValue(subject, out List<BoundSegment>? alike))
            _alike.Add(subject, alike = []);
        solver.Restart();
        Formula formula = solver.Reader.Of(membership);
        foreach (BoundSegment other in alike.Take(MostCompared).Where(_ => _left-- > 0))
        {
            if (solver.AreEqual(formula, solver.Reader.Of(other.Membership)))
                return other;
        }

        alike.Add(segment);
        return null;
    }

    // What is asked about: values, rows behind, lists of keys.
    private string SubjectOf(PredicateNode membership) => string.Join(
        ',',
        new EvaluationPlan(plan, [membership], [], []).Nodes
            .Select(node => node switch { ValueNode value => $"v{value.Id}", ListedNode or ExternalNode => $"p{((PredicateNode)node).Id}", _ => null })
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal));
}
