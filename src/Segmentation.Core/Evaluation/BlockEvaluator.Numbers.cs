using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    /// <summary>Those of the rows asked about that have a value; empty for all.</summary>
    private ReadOnlySpan<ulong> PresentAmong(NumberVector values, ReadOnlySpan<ulong> among)
    {
        if (values.Present is null)
            return among;
        ReadOnlySpan<ulong> present = values.Present.AsSpan(0, Evaluation.Bits.Words(values.Count));
        if (among.IsEmpty)
            return present;
        Span<ulong> both = _arena.Words(values.Count).AsSpan(0, present.Length);
        among.CopyTo(both);
        Evaluation.Bits.And(both, present);
        return both;
    }

    private void InRange(RangeNode node, NumberVector values, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        ReadOnlySpan<ulong> asked = PresentAmong(values, among);
        RangeTest range = _run.RangeOf(node, values.Scale);
        if (values.IsQuotient)
            InQuotientRange(values, range, asked, into);
        else if (!values.IsNarrow)
            InWideRange(values, range, asked, into);
        else if (range.Narrow is var (from, width))
            Scans.InRange(values.Narrow, from, width, asked, into);
        else
            into.Clear();
    }

    private static void InWideRange(NumberVector values, RangeTest range, ReadOnlySpan<ulong> asked, Span<ulong> into)
    {
        into.Clear();
        ReadOnlySpan<Int128> numbers = values.Wide;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (Evaluation.Bits.IsAmong(asked, i) && numbers[i] >= range.Least && numbers[i] <= range.Most)
                Evaluation.Bits.Set(into, i);
        }
    }

    private static void InQuotientRange(NumberVector values, RangeTest range, ReadOnlySpan<ulong> asked, Span<ulong> into)
    {
        into.Clear();
        ReadOnlySpan<long> divisors = values.Divisors;
        for (int i = 0; i < values.Count; i++)
        {
            if (!Evaluation.Bits.IsAmong(asked, i))
                continue;
            bool holds = range.Quotient is { } quotient && values.IsNarrow
                ? quotient.Holds(values.Narrow[i], divisors[i])
                : range.Holds(values.Exact(i));
            if (holds)
                Evaluation.Bits.Set(into, i);
        }
    }

    private void InList(NumberInNode node, NumberVector values, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        ReadOnlySpan<ulong> asked = PresentAmong(values, among);
        NumberListTest list = _run.ListOf(node, values.Scale);
        if (values is { IsNarrow: true, IsQuotient: false } && list.Few is { } few)
        {
            // A few constants are a few scans, which cost less than a search a row.
            into.Clear();
            Span<ulong> next = _arena.Words(values.Count).AsSpan(0, into.Length);
            foreach (long constant in few)
            {
                Scans.InRange(values.Narrow, constant, 0, asked, next);
                Evaluation.Bits.Or(into, next);
            }

            return;
        }

        into.Clear();
        for (int i = 0; i < values.Count; i++)
        {
            if (Evaluation.Bits.IsAmong(asked, i) && (values.IsQuotient ? list.Contains(values.Exact(i)) : list.Contains(values[i])))
                Evaluation.Bits.Set(into, i);
        }
    }

    private void Compares(CompareNode node, NumberVector values, NumberVector others, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        ReadOnlySpan<ulong> asked = PresentAmong(others, PresentAmong(values, among));
        CompareTest test = _run.CompareOf(node, values.Scale, others.Scale);
        bool isExact64 = values is { IsNarrow: true, IsQuotient: false } && others is { IsNarrow: true, IsQuotient: false } && test.HasFactors;
        into.Clear();
        for (int i = 0; i < values.Count; i++)
        {
            if (!Evaluation.Bits.IsAmong(asked, i))
                continue;
            int order = isExact64 ? test.Compare(values.Narrow[i], others.Narrow[i]) : Compare(node, values.Exact(i), others.Exact(i));
            if (Holds(node.Comparison, order))
                Evaluation.Bits.Set(into, i);
        }
    }

    private static int Compare(CompareNode node, (BigInteger Numerator, BigInteger Denominator) left, (BigInteger Numerator, BigInteger Denominator) right) =>
        (left.Numerator * right.Denominator * node.Times.Denominator).CompareTo(right.Numerator * node.Times.Numerator * left.Denominator);

    private static bool Holds(Comparison comparison, int order) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.Less => order < 0,
        Comparison.AtMost => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };
}
