using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private ulong[] Evaluate(PredicateNode predicate)
    {
        int count = Rows(predicate.Domain).Count;
        return predicate switch
        {
            ConstantNode constant => Same(constant.Value, count),
            DatesNode dates => Same(IsWithin(dates), count),
            ListedNode listed => Listed(listed, count),
            PresentNode present => Present(Values(present.Value)),
            RangeNode range => InRange(Numbers(range.Value), range.Range),
            NumberInNode list => InList(Numbers(list.Value), list.List),
            TextNode text => Matches(text, (TextVector)Values(text.Value)),
            SetNode set => Has(set, (SetVector)Values(set.Value)),
            OperatorNode operation => Holds(operation, Values(operation.Value)),
            CompareNode compare => Compares(compare, Numbers(compare.Value), Numbers(compare.Other)),
            ReferredNode referred => GatherBits(Bits(referred.Predicate), Targets(referred.Domain, referred.Relation)),
            AncestorNode ancestor => GatherBits(Bits(ancestor.Predicate), AncestorRows(ancestor.Domain, ancestor.Predicate.Domain)),
            ExistsNode exists => Exists(exists, count),
            NotNode not => Evaluation.Bits.Not(Bits(not.Predicate), count),
            GroupNode group => Group(group),
            ExternalNode external => throw new InvalidOperationException(
                $"'{external.Name}' is answered by the host, which only SegmentEvaluator asks; it cannot be decided from rows."),
            _ => throw new InvalidOperationException($"The predicate {predicate.GetType().Name} is unknown."),
        };
    }

    private static ulong[] Same(bool value, int count) => value ? Evaluation.Bits.All(count) : Evaluation.Bits.None(count);

    private bool IsWithin(DatesNode dates)
    {
        DateTimeOffset asOf = _run.Frame.AsOf;
        return (dates.StartsAt is null || dates.StartsAt <= asOf) && (dates.ExpiresAt is null || asOf < dates.ExpiresAt);
    }

    private ulong[] Listed(ListedNode node, int count)
    {
        ulong[] bits = Evaluation.Bits.None(count);
        KeyList keys = Rows(node.Domain).Table.Keys!;
        if (keys.Kind is not { } kind)
            return bits;
        foreach (SubjectKey key in _run.List(node, kind))
        {
            if (keys.Find(key) is >= 0 and int row)
                Evaluation.Bits.Set(bits, row);
        }

        return bits;
    }

    private static ulong[] Present(Vector values)
    {
        if (values is NumberVector { Present: null } all)
            return Evaluation.Bits.All(all.Count);
        if (values is NumberVector numbers)
        {
            ulong[] present = numbers.Present!.AsSpan(0, Evaluation.Bits.Words(numbers.Count)).ToArray();
            Evaluation.Bits.ClearTail(present, numbers.Count);
            return present;
        }

        ulong[] bits = Evaluation.Bits.None(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            if (values is TextVector texts ? texts.Codes[i] >= 0 : !((SetVector)values).CodesOf(i).IsEmpty)
                Evaluation.Bits.Set(bits, i);
        }

        return bits;
    }

    private ulong[] InRange(NumberVector values, BoundRange range)
    {
        Rational? low = range.Low is { } l ? _run.Frame.ValueOf(l) : null, high = range.High is { } h ? _run.Frame.ValueOf(h) : null;
        if (values.Divisors is not null)
            return InQuotientRange(values, range, low, high);
        BigInteger least = low is null ? Int128.MinValue : range.LowIncluded ? low.Value.Ceiling(values.Scale) : low.Value.Floor(values.Scale) + 1;
        BigInteger most = high is null ? Int128.MaxValue : range.HighIncluded ? high.Value.Floor(values.Scale) : high.Value.Ceiling(values.Scale) - 1;
        if (values.Narrow is not null)
            return InNarrowRange(values, least, most);
        ulong[] bits = Evaluation.Bits.None(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            if (values.IsPresent(i) && values.Wide![i] >= least && values.Wide[i] <= most)
                Evaluation.Bits.Set(bits, i);
        }

        return bits;
    }

    // One unsigned comparison tests both ends; 64 rows make a word without a branch.
    private static ulong[] InNarrowRange(NumberVector values, BigInteger least, BigInteger most)
    {
        ulong[] bits = Evaluation.Bits.None(values.Count);
        if (least > most || least > long.MaxValue || most < long.MinValue)
            return bits;
        var from = (long)BigInteger.Max(least, long.MinValue);
        ulong width = unchecked((ulong)((long)BigInteger.Min(most, long.MaxValue) - from));
        ReadOnlySpan<long> numbers = values.Narrow.AsSpan(0, values.Count);
        for (int word = 0; word < bits.Length; word++)
        {
            ReadOnlySpan<long> some = numbers.Slice(word << 6, Math.Min(64, numbers.Length - (word << 6)));
            ulong found = 0;
            for (int i = 0; i < some.Length; i++)
                found |= (unchecked((ulong)(some[i] - from)) <= width ? 1UL : 0UL) << i;
            bits[word] = values.Present is null ? found : found & values.Present[word];
        }

        return bits;
    }

    private static ulong[] InQuotientRange(NumberVector values, BoundRange range, Rational? low, Rational? high)
    {
        ulong[] bits = Evaluation.Bits.None(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            if (!values.IsPresent(i))
                continue;
            (BigInteger numerator, BigInteger denominator) = values.Exact(i);
            if (Reaches(low, range.LowIncluded, 1) && Reaches(high, range.HighIncluded, -1))
                Evaluation.Bits.Set(bits, i);

            bool Reaches(Rational? bound, bool included, int sign)
            {
                if (bound is null)
                    return true;
                int order = sign * (numerator * bound.Value.Denominator).CompareTo(bound.Value.Numerator * denominator);
                return order > 0 || (included && order == 0);
            }
        }

        return bits;
    }

    private static ulong[] InList(NumberVector values, IReadOnlyList<Rational> list)
    {
        ulong[] bits = Evaluation.Bits.None(values.Count);
        var quotients = new HashSet<Rational>(list);
        // A constant with more places than the column equals none of its values.
        var whole = new HashSet<Int128>(list
            .Where(r => r.Floor(values.Scale) == r.Ceiling(values.Scale))
            .Select(r => r.Floor(values.Scale))
            .Where(v => v >= Int128.MinValue && v <= Int128.MaxValue)
            .Select(v => (Int128)v));
        for (int i = 0; i < values.Count; i++)
        {
            if (values.IsPresent(i) && (values.Divisors is null ? whole.Contains(values[i]) : quotients.Contains(Quotient(i))))
                Evaluation.Bits.Set(bits, i);
        }

        return bits;

        Rational Quotient(int row)
        {
            (BigInteger numerator, BigInteger denominator) = values.Exact(row);
            return new Rational(numerator, denominator);
        }
    }

    private ulong[] Matches(TextNode node, TextVector texts) => Matches(texts, _run.Test(node, texts.Dictionary, TestOf(node)));

    private static ulong[] Matches(TextVector texts, RunState.DictionaryTest test)
    {
        ulong[] bits = Evaluation.Bits.None(texts.Count);
        for (int word = 0; word < bits.Length; word++)
        {
            ReadOnlySpan<int> codes = texts.Codes.AsSpan(word << 6, Math.Min(64, texts.Count - (word << 6)));
            ulong found = 0;
            for (int i = 0; i < codes.Length; i++)
                found |= (codes[i] < 0 ? 0UL : test.Answers[codes[i]]) << i;
            bits[word] = found;
        }

        return bits;
    }

    private static Func<string, byte> TestOf(TextNode node)
    {
        StringComparison comparison = node.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        string literal = node.Literals[0];
        switch (node.Test)
        {
            case TextTest.Contains:
                return text => text.Contains(literal, comparison) ? (byte)1 : (byte)0;
            case TextTest.BeginsWith:
                return text => text.StartsWith(literal, comparison) ? (byte)1 : (byte)0;
            case TextTest.EndsWith:
                return text => text.EndsWith(literal, comparison) ? (byte)1 : (byte)0;
            default:
                var list = new HashSet<string>(node.Literals, StringComparer.FromComparison(comparison));
                return text => list.Contains(text) ? (byte)1 : (byte)0;
        }
    }

    private static ulong[] Compares(CompareNode node, NumberVector values, NumberVector others)
    {
        ulong[] bits = Evaluation.Bits.None(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            if (!values.IsPresent(i) || !others.IsPresent(i))
                continue;
            (BigInteger l, BigInteger lDenominator) = values.Exact(i);
            (BigInteger r, BigInteger rDenominator) = others.Exact(i);
            int order = (l * rDenominator * node.Times.Denominator).CompareTo(r * node.Times.Numerator * lDenominator);
            bool holds = node.Comparison switch
            {
                Comparison.Equal => order == 0,
                Comparison.Less => order < 0,
                Comparison.AtMost => order <= 0,
                Comparison.Greater => order > 0,
                _ => order >= 0,
            };
            if (holds)
                Evaluation.Bits.Set(bits, i);
        }

        return bits;
    }

    private static ulong[] GatherBits(ulong[] bits, int[] rows)
    {
        ulong[] result = Evaluation.Bits.None(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0 && Evaluation.Bits.Get(bits, rows[i]))
                Evaluation.Bits.Set(result, i);
        }

        return result;
    }

    private ulong[] Exists(ExistsNode node, int count)
    {
        int[] offsets = OffsetsBelow(node.Domain, node.Rows);
        ulong[]? where = node.Where is null ? null : Bits(node.Where);
        ulong[] bits = Evaluation.Bits.None(count);
        for (int i = 0; i < count; i++)
        {
            if (where is null ? offsets[i] < offsets[i + 1] : Evaluation.Bits.Any(where, offsets[i], offsets[i + 1]))
                Evaluation.Bits.Set(bits, i);
        }

        return bits;
    }

    private ulong[] Group(GroupNode group)
    {
        var bits = (ulong[])Bits(group.Children[0]).Clone();
        for (int i = 1; i < group.Children.Count; i++)
        {
            if (group.All)
                Evaluation.Bits.And(bits, Bits(group.Children[i]));
            else
                Evaluation.Bits.Or(bits, Bits(group.Children[i]));
        }

        return bits;
    }
}
