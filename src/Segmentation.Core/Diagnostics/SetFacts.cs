using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>
/// Tests that a set is to pass together, as statements about having single values. With a tree over the values these are
/// not independent, which only leaves more combinations than there are.
/// </summary>
internal sealed class SetFacts
{
    private readonly List<(SetNode Test, bool Holds)> _tests = [];

    public void Add(SetNode test, bool holds) => _tests.Add((test, holds));

    public bool ArePossible() => ArePossible(isCaseSensitive: false) && ArePossible(isCaseSensitive: true);

    private bool ArePossible(bool isCaseSensitive)
    {
        StringComparer comparer = isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        HashSet<string> had = new(comparer), lacked = new(comparer);
        var clauses = new List<(IReadOnlyList<string> Values, bool Had)>();
        foreach ((SetNode test, bool holds) in _tests.Where(t => t.Test.IsCaseSensitive == isCaseSensitive))
        {
            if (test.All == holds)
                (holds ? had : lacked).UnionWith(test.Literals);
            else
                clauses.Add((test.Literals, holds));
        }

        // At least one of a list is had (or lacked): when one is left that may be, it is.
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach ((IReadOnlyList<string> values, bool isHad) in clauses)
            {
                HashSet<string> against = isHad ? lacked : had;
                string[] left = [.. values.Where(v => !against.Contains(v)).Take(2)];
                if (left.Length == 0)
                    return false;
                if (left.Length == 1)
                    changed |= (isHad ? had : lacked).Add(left[0]);
            }
        }

        return !had.Overlaps(lacked);
    }
}
