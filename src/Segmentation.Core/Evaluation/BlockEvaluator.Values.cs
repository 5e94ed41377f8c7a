using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private Vector Evaluate(ValueNode value) => value switch
    {
        ColumnNode column => Gather(ColumnOf(column), Rows(column.Domain).IsWhole, Rows(column.Domain).Map),
        ReferredValueNode referred => Gather(Values(referred.Value), false, Targets(referred.Domain, referred.Relation)),
        OneValueNode one => Gather(Values(one.Value), false, OnlyRows(one.Domain, one.Value.Domain)),
        AncestorValueNode ancestor => Gather(Values(ancestor.Value), false, AncestorRows(ancestor.Domain, ancestor.Value.Domain)),
        AggregateNode aggregate => Aggregate(aggregate),
        MeanDaysNode mean => MeanDays(mean),
        ArithmeticNode arithmetic => Compute(arithmetic),
        ChoiceOfNode choice => Values(choice.Values[0]) is TextVector ? FirstText(choice) : ChooseNumber(choice),
        NotAfterAsOfNode past => UpToAsOf(Numbers(past.Value)),
        JoinNode join => Join(join),
        TruthNode truth => Truth(Bits(truth.Predicate), Rows(truth.Domain).Count),
        AnniversaryNode anniversary => Anniversary(anniversary),
        _ => throw new InvalidOperationException($"The value {value.GetType().Name} is unknown."),
    };

    /// <summary>The block's rows of a stored column, where they lie.</summary>
    private Vector ColumnOf(ColumnNode node)
    {
        TableBlock block = Rows(node.Domain).Block;
        switch (block.Table.Columns[Needs(node.Domain).IndexOf(node.Attribute)])
        {
            case NumberColumn numbers:
                ulong[]? present = numbers.Present is null ? null : PresentOf(numbers.Present, block);
                return numbers.Values is { } narrow
                    ? new NumberVector(narrow, block.Count, present, numbers.Scale, null, block.From) { Magnitude = numbers.Magnitude }
                    : new NumberVector(numbers.Wide!, block.Count, present, numbers.Scale, null, block.From);
            case TextColumn texts:
                return new TextVector(block.Count, texts.Codes, texts.Dictionary, block.From);
            case SetColumn sets:
                return new SetVector(block.Count, sets, null, block.From);
            case var other:
                throw new InvalidOperationException($"The column {other.GetType().Name} is unknown.");
        }
    }

    private ulong[] PresentOf(ulong[] present, TableBlock block)
    {
        ulong[] bits = _arena.Words(block.Count);
        int words = Evaluation.Bits.Words(block.Count);
        if ((block.From & 63) == 0)
            present.AsSpan(block.From >> 6, words).CopyTo(bits);
        else
            Evaluation.Bits.Copy(present, block.From, block.Count, bits, 0);
        Evaluation.Bits.ClearTail(bits.AsSpan(0, words), block.Count);
        return bits;
    }

    /// <summary>The values of other rows; missing where the row is negative.</summary>
    private Vector Gather(Vector values, bool isSame, ReadOnlySpan<int> rows)
    {
        if (isSame)
            return values;
        switch (values)
        {
            case TextVector texts:
                int[] gathered = _arena.Rows(rows.Length);
                ReadOnlySpan<int> codes = texts.Codes;
                for (int i = 0; i < rows.Length; i++)
                    gathered[i] = rows[i] < 0 ? -1 : codes[rows[i]];
                return new TextVector(rows.Length, gathered, texts.Dictionary);
            case SetVector sets:
                return sets.Select(rows, rows.Length, _arena.Rows(rows.Length));
            default:
                return Gather((NumberVector)values, rows);
        }
    }

    private NumberVector Gather(NumberVector values, ReadOnlySpan<int> rows)
    {
        int count = rows.Length;
        ulong[] present = _arena.Words(count);
        present.AsSpan().Clear();
        long[]? narrow = values.IsNarrow ? _arena.Numbers(count) : null, divisors = values.IsQuotient ? _arena.Numbers(count) : null;
        Int128[]? wide = values.IsNarrow ? null : _arena.Wide(count);
        for (int i = 0; i < count; i++)
        {
            int row = rows[i];
            bool isPresent = row >= 0 && values.IsPresent(row);
            if (isPresent)
                Evaluation.Bits.Set(present, i);
            if (narrow is not null)
                narrow[i] = isPresent ? values.Narrow[row] : 0;
            if (wide is not null)
                wide[i] = isPresent ? values.Wide[row] : 0;
            if (divisors is not null)
                divisors[i] = isPresent ? values.Divisors[row] : 1;
        }

        return narrow is not null
            ? new NumberVector(narrow, count, present, values.Scale, divisors) { Magnitude = values.Magnitude }
            : new NumberVector(wide!, count, present, values.Scale, divisors);
    }

    private NumberVector Compute(ArithmeticNode node)
    {
        NumberVector left = Numbers(node.Left), right = Numbers(node.Right);
        int count = left.Count;
        bool isProduct = node.Operation == Arithmetic.Multiply;
        int scale = isProduct ? left.Scale + right.Scale : Math.Max(left.Scale, right.Scale);
        if (scale > 38)
            throw TooLarge(node);
        Int128 l = isProduct ? 1 : Decimals.PowerOfTen(scale - left.Scale), r = isProduct ? 1 : Decimals.PowerOfTen(scale - right.Scale);
        ulong[] present = _arena.Words(count);
        present.AsSpan().Clear();
        Int128[] values = _arena.Wide(count);
        try
        {
            for (int i = 0; i < count; i++)
            {
                values[i] = 0;
                if (!left.IsPresent(i) || !right.IsPresent(i))
                    continue;
                Evaluation.Bits.Set(present, i);
                values[i] = node.Operation switch
                {
                    Arithmetic.Add => checked(left[i] * l + right[i] * r),
                    Arithmetic.Subtract => checked(left[i] * l - right[i] * r),
                    _ => checked(left[i] * right[i]),
                };
            }
        }
        catch (OverflowException)
        {
            throw TooLarge(node);
        }

        return Narrowed(values, count, present, scale);
    }

    private static SegmentDataException TooLarge(ValueNode node) =>
        new(node.Domain.Entity.Name, null, null, "a sum or product does not fit 128 bits; the figures are out of all proportion");

    private NumberVector ChooseNumber(ChoiceOfNode node)
    {
        NumberVector[] vectors = [.. node.Values.Select(Numbers)];
        int count = vectors[0].Count;
        int scale = vectors.Max(v => v.Scale);
        ulong[] present = _arena.Words(count);
        present.AsSpan().Clear();
        Int128[] values = _arena.Wide(count);
        values.AsSpan().Clear();
        foreach (NumberVector vector in vectors)
        {
            Int128 factor = Decimals.PowerOfTen(scale - vector.Scale);
            for (int i = 0; i < count; i++)
            {
                if (!vector.IsPresent(i))
                    continue;
                Int128 value = Scaled(node, vector[i], factor);
                bool isFirst = !Evaluation.Bits.Get(present, i);
                if (isFirst || (node.Greatest && value > values[i]))
                    values[i] = value;
                Evaluation.Bits.Set(present, i);
            }
        }

        return Narrowed(values, count, present, scale);
    }

    private static Int128 Scaled(ChoiceOfNode node, Int128 value, Int128 factor)
    {
        try
        {
            return checked(value * factor);
        }
        catch (OverflowException)
        {
            throw TooLarge(node);
        }
    }

    private TextVector FirstText(ChoiceOfNode node)
    {
        TextVector[] vectors = [.. node.Values.Select(v => (TextVector)Values(v))];
        int count = vectors[0].Count;
        var dictionary = new TextDictionary();
        int[] codes = _arena.Rows(count);
        for (int i = 0; i < count; i++)
        {
            TextVector? first = Array.Find(vectors, v => v.Codes[i] >= 0);
            codes[i] = first is null ? -1 : dictionary.Encode(first.Dictionary[first.Codes[i]]);
        }

        return new TextVector(count, codes, dictionary);
    }

    private NumberVector UpToAsOf(NumberVector instants)
    {
        ulong[] present = _arena.Words(instants.Count);
        Span<ulong> into = present.AsSpan(0, Evaluation.Bits.Words(instants.Count));
        long last = _run.LastMicrosecond;
        Scans.InRange(instants.Narrow, long.MinValue, unchecked((ulong)(last - long.MinValue)), PresentAmong(instants, default), into);
        return instants.With(present);
    }

    private TextVector Join(JoinNode node)
    {
        TextVector[] parts = [.. node.Values.Select(v => (TextVector)Values(v))];
        int count = parts[0].Count;
        var dictionary = new TextDictionary();
        int[] codes = _arena.Rows(count);
        for (int i = 0; i < count; i++)
        {
            string[] texts = [.. parts.Where(p => p.Codes[i] >= 0).Select(p => p.Dictionary[p.Codes[i]]).Where(t => t.Length > 0)];
            codes[i] = texts.Length == 0 ? -1 : dictionary.Encode(string.Join(node.Separator, texts));
        }

        return new TextVector(count, codes, dictionary);
    }

    private NumberVector Truth(ulong[] bits, int count)
    {
        long[] values = _arena.Numbers(count);
        for (int i = 0; i < count; i++)
            values[i] = Evaluation.Bits.Get(bits, i) ? 1 : 0;
        return new NumberVector(values, count);
    }

    private NumberVector Anniversary(AnniversaryNode node)
    {
        NumberVector dates = Numbers(node.Date);
        int today = _run.DayOf(node.Today);
        ulong[] present = _arena.Words(dates.Count);
        present.AsSpan().Clear();
        long[] values = _arena.Numbers(dates.Count);
        for (int i = 0; i < dates.Count; i++)
        {
            values[i] = 0;
            if (!dates.IsPresent(i))
                continue;
            var date = (int)dates[i];
            int? days = node.CompletedYears
                ? Anniversaries.CompletedYears(date, today, node.LeapDay)
                : Anniversaries.DaysUntilNext(date, today, node.LeapDay);
            if (days is null)
                continue;
            Evaluation.Bits.Set(present, i);
            values[i] = days.Value;
        }

        return new NumberVector(values, dates.Count, present);
    }
}
