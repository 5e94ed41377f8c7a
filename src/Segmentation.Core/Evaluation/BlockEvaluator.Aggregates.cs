using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private const long MicrosecondsOfDay = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;

    private NumberVector Aggregate(AggregateNode node)
    {
        Runs runs = RunsBelow(node.Domain, node.Rows);
        ReadOnlySpan<ulong> where = BitsOrAll(node.Where);
        RowsAggregated += runs[runs.Count] - runs[0];
        return node.Function switch
        {
            AggregateFunction.Count => CountRows(runs, where),
            AggregateFunction.CountDistinct => CountDistinct(node, runs, where),
            AggregateFunction.Sum => Sum(node, Numbers(node.Of!), runs, where),
            AggregateFunction.Average => Average(node, Numbers(node.Of!), runs, where),
            _ => Extremes(node.Domain, node.Rows, node.Of!, runs, where, node.Function == AggregateFunction.Max),
        };
    }

    private NumberVector CountRows(Runs runs, ReadOnlySpan<ulong> among)
    {
        long[] counts = _arena.Numbers(runs.Count);
        if (among.IsEmpty)
            RunScans.Count(runs, counts);
        else
            RunScans.Count(runs, among, _arena.Rows(among.Length + 1), counts);
        return new NumberVector(counts, runs.Count);
    }

    private NumberVector Sum(ValueNode node, NumberVector of, Runs runs, ReadOnlySpan<ulong> where)
    {
        ReadOnlySpan<ulong> counted = PresentAmong(of, where);
        // No sum of a block can be larger than its largest number times its rows.
        if (!of.IsNarrow || (UInt128)of.Magnitude * (ulong)of.Count > long.MaxValue)
            return WideSum(node, of, runs, counted);
        long[] sums = _arena.Numbers(runs.Count);
        RunScans.Sum(runs, of.Narrow, counted, _arena.Numbers(of.Count + 1), sums);
        return new NumberVector(sums, runs.Count, null, of.Scale);
    }

    private NumberVector WideSum(ValueNode node, NumberVector of, Runs runs, ReadOnlySpan<ulong> counted)
    {
        Int128[] sums = _arena.Wide(runs.Count);
        for (int i = 0; i < runs.Count; i++)
        {
            Int128 sum = 0;
            try
            {
                for (int row = runs[i]; row < runs[i + 1]; row++)
                {
                    if (Evaluation.Bits.IsAmong(counted, row))
                        sum = checked(sum + of[row]);
                }
            }
            catch (OverflowException)
            {
                throw TooLarge(node);
            }

            sums[i] = sum;
        }

        return Narrowed(sums, runs.Count, null, of.Scale);
    }

    private NumberVector Average(AggregateNode node, NumberVector of, Runs runs, ReadOnlySpan<ulong> where)
    {
        NumberVector sums = Sum(node, of, runs, where), counts = CountRows(runs, PresentAmong(of, where));
        ulong[] present = _arena.Words(runs.Count);
        Scans.InRange(counts.Narrow, 1, long.MaxValue - 1, default, present);
        // The counts are this method's own, so they may serve as divisors.
        long[] divisors = _arena.Numbers(runs.Count);
        counts.Narrow.CopyTo(divisors);
        return sums.Over(divisors, present);
    }

    private NumberVector Extremes(DomainNode above, DomainNode rows, ValueNode value, Runs runs, ReadOnlySpan<ulong> where, bool greatest) =>
        Extremes(Numbers(value), runs, where, greatest, Ascends(above, rows, value));

    private NumberVector Extremes(NumberVector of, Runs runs, ReadOnlySpan<ulong> where, bool greatest, bool isAscending)
    {
        ReadOnlySpan<ulong> counted = PresentAmong(of, where);
        ulong[] present = _arena.Words(runs.Count);
        if (!of.IsNarrow || of.IsQuotient)
            return WideExtremes(of, runs, counted, greatest, present);
        long[] narrow = _arena.Numbers(runs.Count);
        RunScans.Extreme(runs, of.Narrow, counted, greatest, isAscending, narrow, present.AsSpan(0, Evaluation.Bits.Words(runs.Count)));
        return new NumberVector(narrow, runs.Count, present, of.Scale);
    }

    private NumberVector WideExtremes(NumberVector of, Runs runs, ReadOnlySpan<ulong> counted, bool greatest, ulong[] present)
    {
        Int128[] values = _arena.Wide(runs.Count);
        present.AsSpan().Clear();
        for (int i = 0; i < runs.Count; i++)
        {
            bool found = false;
            Int128 best = 0;
            for (int row = runs[i]; row < runs[i + 1]; row++)
            {
                if (!Evaluation.Bits.IsAmong(counted, row))
                    continue;
                Int128 value = of[row];
                if (!found || (greatest ? value > best : value < best))
                    best = value;
                found = true;
            }

            values[i] = best;
            if (found)
                Evaluation.Bits.Set(present, i);
        }

        return Narrowed(values, runs.Count, present, of.Scale);
    }

    /// <summary>Whether a value is a stored column that ascends among the rows of each row above, whose own rows they are.</summary>
    private bool Ascends(DomainNode above, DomainNode rows, ValueNode value) =>
        value is ColumnNode column && column.Domain == rows && rows is OwnedDomain && rows.Parent == above
        && Rows(rows) is { IsWhole: true } owned
        && owned.Table.Ascends(Needs(rows).IndexOf(column.Attribute));

    private NumberVector CountDistinct(AggregateNode node, Runs runs, ReadOnlySpan<ulong> where)
    {
        long[] counts = _arena.Numbers(runs.Count);
        switch (Values(node.Of!))
        {
            case TextVector texts:
                // Equal texts are one class; a case-sensitive text is a class of its own.
                int[]? classes = node.IsCaseSensitive ? null : _run.Fold(node.Of!, texts.Dictionary);
                CountDistinct(runs, texts, classes, where, counts);
                break;
            case NumberVector { IsNarrow: true, IsQuotient: false } numbers:
                CountDistinct(runs, numbers, PresentAmong(numbers, where), counts);
                break;
            default:
                CountDistinctWide(runs, (NumberVector)Values(node.Of!), where, counts);
                break;
        }

        return new NumberVector(counts, runs.Count);
    }

    // A class is counted for a parent when it was last met below another one.
    private void CountDistinct(Runs runs, TextVector texts, int[]? classes, ReadOnlySpan<ulong> where, long[] counts)
    {
        int[] lastParent = _arena.Rows(texts.Dictionary.Count);
        lastParent.AsSpan().Fill(-1);
        ReadOnlySpan<int> codes = texts.Codes;
        for (int i = 0; i < runs.Count; i++)
        {
            int number = 0;
            for (int row = runs[i]; row < runs[i + 1]; row++)
            {
                if (codes[row] < 0 || !Evaluation.Bits.IsAmong(where, row))
                    continue;
                ref int last = ref lastParent[classes is null ? codes[row] : classes[codes[row]]];
                if (last != i)
                    number++;
                last = i;
            }

            counts[i] = number;
        }
    }

    private void CountDistinct(Runs runs, NumberVector numbers, ReadOnlySpan<ulong> counted, long[] counts)
    {
        ReadOnlySpan<long> values = numbers.Narrow;
        long[] sorted = _arena.Numbers(values.Length);
        for (int i = 0; i < runs.Count; i++)
        {
            int found = 0;
            for (int row = runs[i]; row < runs[i + 1]; row++)
            {
                if (Evaluation.Bits.IsAmong(counted, row))
                    sorted[found++] = values[row];
            }

            sorted.AsSpan(0, found).Sort();
            int number = Math.Min(found, 1);
            for (int at = 1; at < found; at++)
                number += sorted[at] != sorted[at - 1] ? 1 : 0;
            counts[i] = number;
        }
    }

    private void CountDistinctWide(Runs runs, NumberVector numbers, ReadOnlySpan<ulong> where, long[] counts)
    {
        ReadOnlySpan<ulong> counted = PresentAmong(numbers, where);
        var seen = new HashSet<Int128>();
        for (int i = 0; i < runs.Count; i++)
        {
            seen.Clear();
            for (int row = runs[i]; row < runs[i + 1]; row++)
            {
                if (Evaluation.Bits.IsAmong(counted, row))
                    seen.Add(numbers[row]);
            }

            counts[i] = seen.Count;
        }
    }

    private NumberVector MeanDays(MeanDaysNode node)
    {
        Runs runs = RunsBelow(node.Domain, node.Rows);
        ReadOnlySpan<ulong> where = BitsOrAll(node.Where);
        NumberVector first = Extremes(node.Domain, node.Rows, node.Of, runs, where, greatest: false);
        NumberVector last = Extremes(node.Domain, node.Rows, node.Of, runs, where, greatest: true);
        NumberVector numbers = CountRows(runs, PresentAmong(Numbers(node.Of), where));
        Int128[] spans = _arena.Wide(runs.Count);
        long[] divisors = _arena.Numbers(runs.Count);
        ulong[] present = _arena.Words(runs.Count);
        present.AsSpan().Clear();
        for (int i = 0; i < runs.Count; i++)
        {
            spans[i] = 0;
            long number = numbers.Narrow[i];
            if (number < 2)
                continue;
            spans[i] = last[i] - first[i];
            divisors[i] = MicrosecondsOfDay * (number - 1);
            Evaluation.Bits.Set(present, i);
        }

        return Narrowed(spans, runs.Count, present, 0).Over(divisors, present);
    }

    /// <summary>Numbers of 128 bits, kept in 64 where all fit.</summary>
    private NumberVector Narrowed(Int128[] values, int count, ulong[]? present, int scale)
    {
        long[] narrow = _arena.Numbers(count);
        for (int i = 0; i < count; i++)
        {
            Int128 value = values[i];
            narrow[i] = (long)value;
            if (narrow[i] != value)
                return new NumberVector(values, count, present, scale);
        }

        return new NumberVector(narrow, count, present, scale);
    }
}
