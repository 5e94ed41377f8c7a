using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>A set of numbers as stretches between constants, in order and apart from each other. Immutable.</summary>
internal sealed class NumberSet
{
    private NumberSet(IReadOnlyList<Stretch> stretches) => Stretches = stretches;

    public static NumberSet Everything { get; } = new([new Stretch(null, false, null, false)]);

    public IReadOnlyList<Stretch> Stretches { get; }

    public bool IsEmpty => Stretches.Count == 0;

    /// <summary>A range whose ends are constants.</summary>
    public static NumberSet Of(BoundRange range) => Of(range.Low?.Constant, range.LowIncluded, range.High?.Constant, range.HighIncluded);

    public static NumberSet Of(Rational? low, bool lowIncluded, Rational? high, bool highIncluded)
    {
        var stretch = new Stretch(low, lowIncluded, high, highIncluded);
        return new NumberSet(stretch.IsEmpty ? [] : [stretch]);
    }

    /// <summary>Single numbers, in any order.</summary>
    public static NumberSet Of(IEnumerable<Rational> numbers) =>
        new([.. numbers.Distinct().Order().Select(n => new Stretch(n, true, n, true))]);

    public bool Has(Rational number) => Stretches.Any(s => s.Has(number));

    /// <summary>Whether the number is the only one.</summary>
    public bool IsOnly(Rational number) =>
        Stretches is [{ Low: { } low, High: { } high }] && low.CompareTo(number) == 0 && high.CompareTo(number) == 0;

    public NumberSet Intersect(NumberSet other)
    {
        var common = new List<Stretch>();
        int i = 0, j = 0;
        while (i < Stretches.Count && j < other.Stretches.Count)
        {
            Stretch a = Stretches[i], b = other.Stretches[j];
            (Rational? low, bool lowIncluded) = CompareLow(a, b) >= 0 ? (a.Low, a.LowIncluded) : (b.Low, b.LowIncluded);
            bool endsFirst = CompareHigh(a, b) <= 0;
            (Rational? high, bool highIncluded) = endsFirst ? (a.High, a.HighIncluded) : (b.High, b.HighIncluded);
            var overlap = new Stretch(low, lowIncluded, high, highIncluded);
            if (!overlap.IsEmpty)
                common.Add(overlap);
            if (endsFirst)
                i++;
            else
                j++;
        }

        return new NumberSet(common);
    }

    public NumberSet Without(NumberSet other) => Intersect(other.Complement());

    /// <summary>Only the whole numbers of the set: every end that there is becomes whole and included.</summary>
    public NumberSet Whole() => new([.. Stretches.Select(WholeOf).Where(s => !s.IsEmpty)]);

    private static Stretch WholeOf(Stretch stretch)
    {
        Rational? low = stretch.Low is not { } l ? null : new Rational(stretch.LowIncluded ? l.Ceiling() : l.Floor() + 1);
        Rational? high = stretch.High is not { } h ? null : new Rational(stretch.HighIncluded ? h.Floor() : h.Ceiling() - 1);
        return new Stretch(low, low is not null, high, high is not null);
    }

    private NumberSet Complement()
    {
        var gaps = new List<Stretch>();
        (Rational? Value, bool Included) from = (null, false);
        foreach (Stretch stretch in Stretches)
        {
            if (stretch.Low is not null)
            {
                var gap = new Stretch(from.Value, from.Included, stretch.Low, !stretch.LowIncluded);
                if (!gap.IsEmpty)
                    gaps.Add(gap);
            }

            if (stretch.High is null)
                return new NumberSet(gaps);
            from = (stretch.High, !stretch.HighIncluded);
        }

        gaps.Add(new Stretch(from.Value, from.Included, null, false));
        return new NumberSet(gaps);
    }

    private static int CompareLow(Stretch a, Stretch b)
    {
        if (a.Low is null || b.Low is null)
            return (a.Low is null ? 0 : 1) - (b.Low is null ? 0 : 1);
        int order = a.Low.Value.CompareTo(b.Low.Value);
        return order != 0 ? order : (a.LowIncluded ? 0 : 1) - (b.LowIncluded ? 0 : 1);
    }

    private static int CompareHigh(Stretch a, Stretch b)
    {
        if (a.High is null || b.High is null)
            return (a.High is null ? 1 : 0) - (b.High is null ? 1 : 0);
        int order = a.High.Value.CompareTo(b.High.Value);
        return order != 0 ? order : (a.HighIncluded ? 1 : 0) - (b.HighIncluded ? 1 : 0);
    }

    /// <summary>Numbers between two ends; a null end is open to infinity.</summary>
    public sealed record Stretch(Rational? Low, bool LowIncluded, Rational? High, bool HighIncluded)
    {
        public bool IsEmpty =>
            Low is { } low && High is { } high && (low.CompareTo(high) is var order) && (order > 0 || (order == 0 && !(LowIncluded && HighIncluded)));

        public bool Has(Rational number) =>
            (Low is not { } low || number.CompareTo(low) is var l && (l > 0 || (l == 0 && LowIncluded)))
            && (High is not { } high || number.CompareTo(high) is var h && (h < 0 || (h == 0 && HighIncluded)));
    }
}
