using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>Tests that a present text is to pass together; those that fold case are kept apart from those that do not.</summary>
internal sealed class TextFacts
{
    private readonly List<(TextNode Test, bool Holds)> _tests = [];

    public void Add(TextNode test, bool holds) => _tests.Add((test, holds));

    public bool ArePossible() => ArePossible(isCaseSensitive: false) && ArePossible(isCaseSensitive: true);

    private bool ArePossible(bool isCaseSensitive)
    {
        StringComparison comparison = isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        (TextNode Test, bool Holds)[] tests = [.. _tests.Where(t => t.Test.IsCaseSensitive == isCaseSensitive)];
        // A listed text stands for all that equal it, which pass the same tests.
        TextNode? list = tests.Where(t => t.Holds && t.Test.Test == TextTest.In).Select(t => t.Test).MinBy(t => t.Literals.Count);
        if (list is not null)
            return list.Literals.Any(text => tests.All(t => Passes(t.Test, text, comparison) == t.Holds));

        TextNode[] required = [.. tests.Where(t => t.Holds).Select(t => t.Test)];
        return AgreeInPairs(required, TextTest.BeginsWith, (a, b) => a.StartsWith(b, comparison))
            && AgreeInPairs(required, TextTest.EndsWith, (a, b) => a.EndsWith(b, comparison))
            && !tests.Any(t => !t.Holds && Array.Exists(required, r => Implies(r, t.Test, comparison)));
    }

    private static bool Passes(TextNode test, string text, StringComparison comparison) => test.Test switch
    {
        TextTest.In => test.Literals.Contains(text, StringComparer.FromComparison(comparison)),
        TextTest.Contains => text.Contains(test.Literals[0], comparison),
        TextTest.BeginsWith => text.StartsWith(test.Literals[0], comparison),
        _ => text.EndsWith(test.Literals[0], comparison),
    };

    // Of two beginnings of one text the longer one begins with the shorter one.
    private static bool AgreeInPairs(TextNode[] required, TextTest test, Func<string, string, bool> has)
    {
        string[] parts = [.. required.Where(r => r.Test == test).Select(r => r.Literals[0])];
        return parts.All(a => parts.All(b => a.Length >= b.Length ? has(a, b) : has(b, a)));
    }

    private static bool Implies(TextNode test, TextNode other, StringComparison comparison)
    {
        string has = test.Literals[0];
        return (test.Test, other.Test) switch
        {
            (_, TextTest.Contains) => has.Contains(other.Literals[0], comparison),
            (TextTest.BeginsWith, TextTest.BeginsWith) => has.StartsWith(other.Literals[0], comparison),
            (TextTest.EndsWith, TextTest.EndsWith) => has.EndsWith(other.Literals[0], comparison),
            _ => false,
        };
    }
}
