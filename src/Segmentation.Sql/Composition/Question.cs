using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>What a leaf asks of a value. Missing values never satisfy it.</summary>
internal abstract record Question
{
    /// <summary>Whether a number that is known satisfies the question.</summary>
    public bool IsSatisfiedBy(Rational value) => this switch
    {
        Between range => (range.Low is not { } low || low.CompareTo(value) is var l && (l < 0 || l == 0 && range.LowIncluded))
            && (range.High is not { } high || high.CompareTo(value) is var h && (h > 0 || h == 0 && range.HighIncluded)),
        OneOf list => list.List.Contains(value),
        _ => true,
    };

    public sealed record Present : Question;

    public sealed record Between(Rational? Low, bool LowIncluded, Rational? High, bool HighIncluded) : Question;

    public sealed record OneOf(IReadOnlyList<Rational> List) : Question;

    public sealed record Text(TextTest Test, IReadOnlyList<string> Literals, bool IsCaseSensitive) : Question
    {
        /// <summary>Whether a text that is known satisfies the question.</summary>
        public bool IsSatisfiedBy(string text)
        {
            StringComparison comparison = IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            return Test switch
            {
                TextTest.Contains => text.Contains(Literals[0], comparison),
                TextTest.BeginsWith => text.StartsWith(Literals[0], comparison),
                TextTest.EndsWith => text.EndsWith(Literals[0], comparison),
                _ => Literals.Any(l => text.Equals(l, comparison)),
            };
        }
    }

    public sealed record Has(IReadOnlyList<string> Literals, bool All, bool IsCaseSensitive) : Question
    {
        /// <summary>The tree over the values; null when they stand for themselves alone.</summary>
        public HierarchyNode? Hierarchy { get; init; }
    }
}
