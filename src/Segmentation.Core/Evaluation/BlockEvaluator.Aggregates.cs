using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private const long MicrosecondsOfDay = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;

    private NumberVector Aggregate(AggregateNode node)
    {
        int[] offsets = OffsetsBelow(node.Domain, node.Rows);
        ulong[]? where = node.Where is null ? null : Bits(node.Where);
        int count = Rows(node.Domain).Count;
        return node.Function switch
        {
            AggregateFunction.Count => CountRows(offsets, where, count),
            AggregateFunction.CountDistinct => CountDistinct(node, offsets, where, count),
            AggregateFunction.Sum or AggregateFunction.Average => Sum(node, Numbers(node.Of!), offsets, where, count),
            _ => Extremes(Numbers(node.Of!), offsets, where, count, node.Function == AggregateFunction.Max),
        };
    }

    private static NumberVector CountRows(int[] offsets, ulong[]? where, int count)
    {
        var counts = new long[count];
        for (int i = 0; i < count; i++)
            counts[i] = where is null ? offsets[i + 1] - offsets[i] : Evaluation.Bits.Count(where, offsets[i], offsets[i + 1]);
        return NumberVector.Of(counts, count);
    }

    private static NumberVector Sum(AggregateNode node, NumberVector of, int[] offsets, ulong[]? where, int count)
    {
        bool isAverage = node.Function == AggregateFunction.Average;
        var sums = new Int128[count];
        long[]? numbers = isAverage ? new long[count] : null;
        ulong[]? present = isAverage ? Evaluation.Bits.None(count) : null;
        for (int i = 0; i < count; i++)
        {
            Int128 sum = 0;
            int number = 0;
            try
            {
                for (int row = offsets[i]; row < offsets[i + 1]; row++)
                {
                    if (!Evaluation.Bits.IsSet(where, row) || !of.IsPresent(row))
                        continue;
                    sum = checked(sum + of[row]);
                    number++;
                }
            }
            catch (OverflowException)
            {
                throw TooLarge(node);
            }

            sums[i] = sum;
            if (!isAverage || number == 0)
                continue;
            numbers![i] = number;
            Evaluation.Bits.Set(present!, i);
        }

        return NumberVector.Of(sums, count, present, of.Scale, numbers);
    }

    private static NumberVector Extremes(NumberVector of, int[] offsets, ulong[]? where, int count, bool greatest)
    {
        var values = new Int128[count];
        ulong[] present = Evaluation.Bits.None(count);
        for (int i = 0; i < count; i++)
        {
            bool found = false;
            Int128 best = 0;
            for (int row = offsets[i]; row < offsets[i + 1]; row++)
            {
                if (!Evaluation.Bits.IsSet(where, row) || !of.IsPresent(row))
                    continue;
                Int128 value = of[row];
                if (!found || (greatest ? value > best : value < best))
                    best = value;
                found = true;
            }

            if (!found)
                continue;
            values[i] = best;
            Evaluation.Bits.Set(present, i);
        }

        return NumberVector.Of(values, count, present, of.Scale);
    }

    private NumberVector CountDistinct(AggregateNode node, int[] offsets, ulong[]? where, int count)
    {
        Vector of = Values(node.Of!);
        var counts = new long[count];
        if (of is TextVector texts)
        {
            // Equal texts are one class; a case-sensitive text is a class of its own.
            int[]? classes = node.IsCaseSensitive ? null : _run.Fold(node.Of!, texts.Dictionary);
            CountClasses(row => texts.Codes[row] < 0 ? null : classes is null ? texts.Codes[row] : classes[texts.Codes[row]]);
        }
        else
        {
            var numbers = (NumberVector)of;
            CountClasses(row => numbers.IsPresent(row) ? numbers[row] : null);
        }

        return NumberVector.Of(counts, count);

        void CountClasses(Func<int, Int128?> classOf)
        {
            var seen = new HashSet<Int128>();
            for (int i = 0; i < count; i++)
            {
                seen.Clear();
                for (int row = offsets[i]; row < offsets[i + 1]; row++)
                {
                    if (Evaluation.Bits.IsSet(where, row) && classOf(row) is { } value)
                        seen.Add(value);
                }

                counts[i] = seen.Count;
            }
        }
    }

    private NumberVector MeanDays(MeanDaysNode node)
    {
        int[] offsets = OffsetsBelow(node.Domain, node.Rows);
        ulong[]? where = node.Where is null ? null : Bits(node.Where);
        NumberVector of = Numbers(node.Of);
        int count = Rows(node.Domain).Count;
        NumberVector first = Extremes(of, offsets, where, count, greatest: false), last = Extremes(of, offsets, where, count, greatest: true);
        var spans = new Int128[count];
        var divisors = new long[count];
        ulong[] present = Evaluation.Bits.None(count);
        for (int i = 0; i < count; i++)
        {
            long number = 0;
            for (int row = offsets[i]; row < offsets[i + 1]; row++)
                number += Evaluation.Bits.IsSet(where, row) && of.IsPresent(row) ? 1 : 0;
            if (number < 2)
                continue;
            spans[i] = last[i] - first[i];
            divisors[i] = MicrosecondsOfDay * (number - 1);
            Evaluation.Bits.Set(present, i);
        }

        return NumberVector.Of(spans, count, present, 0, divisors);
    }
}
