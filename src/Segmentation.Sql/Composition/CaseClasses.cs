using System.Text;

namespace Segmentation.Sql;

/// <summary>
/// Which characters are the same but for their case, as <see cref="StringComparison.OrdinalIgnoreCase"/> has it. A
/// database folds the letters A to Z alone, and then just those that a literal has.
/// </summary>
internal static class CaseClasses
{
    private const int LastRune = 0x1FFFF;

    // Made once, of the framework's own rules; never changed.
    private static readonly Lazy<Dictionary<Rune, Rune[]>> Classes = new(Build);

    /// <summary>Every character that is folded to another one, once A to Z are: what folds any text.</summary>
    public static IReadOnlyList<(string Variant, string Folded)> All { get; } =
    [
        .. from variant in Classes.Value.Keys
           where !variant.IsAscii && Common(variant) != variant
           orderby variant.Value
           select (variant.ToString(), Common(variant).ToString()),
    ];

    /// <summary>Folds literals, and says what a database must replace, after it has folded A to Z, to fold texts alike.</summary>
    public static (string[] Folded, IReadOnlyList<(string Variant, string Folded)> Replacements) Fold(IReadOnlyList<string> literals)
    {
        var replacements = new SortedDictionary<string, string>(StringComparer.Ordinal);
        return ([.. literals.Select(FoldOne)], [.. replacements.Select(r => (r.Key, r.Value))]);

        string FoldOne(string literal)
        {
            var folded = new StringBuilder(literal.Length);
            foreach (Rune rune in literal.EnumerateRunes())
            {
                Rune common = Common(rune);
                folded.Append(common);
                foreach (Rune variant in Others(rune, common))
                    replacements[variant.ToString()] = common.ToString();
            }

            return folded.ToString();
        }
    }

    private static IEnumerable<Rune> Others(Rune rune, Rune common) =>
        Classes.Value.TryGetValue(rune, out Rune[]? variants) ? variants.Where(v => !v.IsAscii && v != common) : [];

    private static Rune Common(Rune rune) =>
        rune.IsAscii ? Lower(rune)
        : !Classes.Value.TryGetValue(rune, out Rune[]? variants) ? rune
        : variants[0].IsAscii ? Lower(variants[0]) : variants[0];

    private static Rune Lower(Rune ascii) => ascii.Value is >= 'A' and <= 'Z' ? new Rune(ascii.Value + 32) : ascii;

    /// <summary>Every class of more than one, by each of its members, in the order of code points.</summary>
    private static Dictionary<Rune, Rune[]> Build()
    {
        var byUpper = new Dictionary<string, List<Rune>>(StringComparer.OrdinalIgnoreCase);
        for (int value = 1; value <= LastRune; value++)
        {
            if (!Rune.TryCreate(value, out Rune rune))
                continue;
            string text = rune.ToString();
            if (!byUpper.TryGetValue(text, out List<Rune>? same))
                byUpper.Add(text, same = []);
            same.Add(rune);
        }

        var classes = new Dictionary<Rune, Rune[]>();
        foreach (List<Rune> same in byUpper.Values.Where(s => s.Count > 1))
        {
            Rune[] members = [.. same];
            foreach (Rune rune in members)
                classes.Add(rune, members);
        }

        return classes;
    }
}
