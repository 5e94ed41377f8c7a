using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>
/// Ranges that a present number, day or instant is to lie in, or not to lie in. Between constants they are one exact set;
/// of relative ends it is asked, two by two, whether one is above the other at every as-of.
/// </summary>
internal sealed class OrderedFacts(ValueTraits traits, TimeOrder time)
{
    // Each range with a relative end that is not to hold the value doubles the cases.
    private const int MostExclusions = 8;

    private readonly List<End> _lows = [];
    private readonly List<End> _highs = [];
    private readonly List<BoundRange> _excluded = [];
    private NumberSet _numbers = traits.Numbers;

    public void Add(BoundRange range, bool holds)
    {
        if (range.Low is { } l)
            range = range with { Low = time.Fix(l) };
        if (range.High is { } h)
            range = range with { High = time.Fix(h) };
        bool isConstant = range is { Low: null or { Term: null }, High: null or { Term: null } };
        if (isConstant)
        {
            Take(NumberSet.Of(range), holds);
        }
        else if (!holds)
        {
            if (_excluded.Count < MostExclusions)
                _excluded.Add(range);
        }
        else
        {
            if (range.Low is { } low)
                _lows.Add(new End(low, range.LowIncluded));
            if (range.High is { } high)
                _highs.Add(new End(high, range.HighIncluded));
        }
    }

    public void Add(IReadOnlyList<Rational> list, bool holds) => Take(NumberSet.Of(list), holds);

    public bool MayBe(Rational number) => _numbers.Has(number);

    public bool IsOnly(Rational number) => _numbers.IsOnly(number);

    public bool ArePossible() => !_numbers.IsEmpty && ArePossible(0);

    private void Take(NumberSet numbers, bool holds)
    {
        _numbers = holds ? _numbers.Intersect(numbers) : _numbers.Without(numbers);
        if (traits.IsWhole)
            _numbers = _numbers.Whole();
    }

    private bool ArePossible(int excluded)
    {
        if (excluded == _excluded.Count)
            return _lows.Count + _highs.Count == 0 || _numbers.Stretches.Any(Fits);
        BoundRange range = _excluded[excluded];
        return (range.Low is { } low && With(_highs, new End(low, !range.LowIncluded)))
            || (range.High is { } high && With(_lows, new End(high, !range.HighIncluded)));

        bool With(List<End> ends, End end)
        {
            ends.Add(end);
            bool possible = ArePossible(excluded + 1);
            ends.RemoveAt(ends.Count - 1);
            return possible;
        }
    }

    private bool Fits(NumberSet.Stretch stretch)
    {
        List<End> lows = [.. _lows], highs = [.. _highs];
        if (stretch.Low is { } low)
            lows.Add(new End(Bound.Of(low), stretch.LowIncluded));
        if (stretch.High is { } high)
            highs.Add(new End(Bound.Of(high), stretch.HighIncluded));
        return lows.TrueForAll(l => highs.TrueForAll(h => MayLieBetween(l, h)));
    }

    private bool MayLieBetween(End low, End high)
    {
        if (TimeOrder.MostAbove(high.Bound, low.Bound) is not { } most)
            return true;
        int open = (low.Included ? 0 : 1) + (high.Included ? 0 : 1);
        if (traits.IsWhole && TimeOrder.IsWhole(low.Bound) && TimeOrder.IsWhole(high.Bound))
            return most.CompareTo(new Rational(open)) >= 0;
        int order = most.CompareTo(new Rational(0));
        return order > 0 || (order == 0 && open == 0);
    }

    private sealed record End(Bound Bound, bool Included);
}
