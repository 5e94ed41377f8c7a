using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private Vector Evaluate(ValueNode value) => value switch
    {
        ColumnNode column => Gather(
            VectorOf(Rows(column.Domain).Table.Columns[Needs(column.Domain).IndexOf(column.Attribute)]),
            Rows(column.Domain).Map,
            Rows(column.Domain).Count),
        ReferredValueNode referred => Gather(Values(referred.Value), Targets(referred.Domain, referred.Relation), Rows(referred.Domain).Count),
        OneValueNode one => Gather(Values(one.Value), OnlyRows(one.Domain, one.Value.Domain), Rows(one.Domain).Count),
        AncestorValueNode ancestor => Gather(
            Values(ancestor.Value), AncestorRows(ancestor.Domain, ancestor.Value.Domain), Rows(ancestor.Domain).Count),
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

    private static Vector VectorOf(Column column) => column switch
    {
        NumberColumn numbers => new NumberVector(numbers.Count, numbers.Present, numbers.Scale) { Narrow = numbers.Values, Wide = numbers.Wide },
        TextColumn texts => new TextVector(texts.Count, texts.Codes, texts.Dictionary),
        _ => new SetVector(column.Count, (SetColumn)column, null),
    };

    private int[] Targets(DomainNode domain, ReferenceRelation relation)
    {
        int[] references = References(domain, relation);
        DomainRows rows = Rows(domain);
        return rows.Map is null ? references : Array.ConvertAll(rows.Map, row => references[row]);
    }

    /// <summary>The one row below each row; negative where there is none.</summary>
    private int[] OnlyRows(DomainNode domain, DomainNode below)
    {
        int[] offsets = OffsetsBelow(domain, below);
        var rows = new int[offsets.Length - 1];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = offsets[i] < offsets[i + 1] ? offsets[i] : -1;
        return rows;
    }

    /// <summary>The values of other rows; missing where the map is negative. A null map leaves them as they are.</summary>
    private static Vector Gather(Vector values, int[]? map, int count)
    {
        if (map is null)
            return values;
        switch (values)
        {
            case TextVector texts:
                var codes = new int[count];
                for (int i = 0; i < count; i++)
                    codes[i] = map[i] < 0 ? -1 : texts.Codes[map[i]];
                return new TextVector(count, codes, texts.Dictionary);
            case SetVector sets:
                return sets.Select(map, count);
            default:
                return Gather((NumberVector)values, map, count);
        }
    }

    private static NumberVector Gather(NumberVector values, int[] map, int count)
    {
        ulong[] present = Evaluation.Bits.None(count);
        long[]? narrow = values.Narrow is null ? null : new long[count];
        Int128[]? wide = values.Wide is null ? null : new Int128[count];
        long[]? divisors = values.Divisors is null ? null : new long[count];
        for (int i = 0; i < count; i++)
        {
            int row = map[i];
            if (row < 0 || !values.IsPresent(row))
                continue;
            Evaluation.Bits.Set(present, i);
            if (narrow is not null)
                narrow[i] = values.Narrow![row];
            if (wide is not null)
                wide[i] = values.Wide![row];
            if (divisors is not null)
                divisors[i] = values.Divisors![row];
        }

        return new NumberVector(count, present, values.Scale) { Narrow = narrow, Wide = wide, Divisors = divisors };
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
        ulong[] present = Evaluation.Bits.None(count);
        var values = new Int128[count];
        try
        {
            for (int i = 0; i < count; i++)
            {
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

        return NumberVector.Of(values, count, present, scale);
    }

    private static SegmentDataException TooLarge(ValueNode node) =>
        new(node.Domain.Entity.Name, null, null, "a sum or product does not fit 128 bits; the figures are out of all proportion");

    private NumberVector ChooseNumber(ChoiceOfNode node)
    {
        NumberVector[] vectors = [.. node.Values.Select(Numbers)];
        int count = vectors[0].Count;
        int scale = vectors.Max(v => v.Scale);
        ulong[] present = Evaluation.Bits.None(count);
        var values = new Int128[count];
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

        return NumberVector.Of(values, count, present, scale);
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
        var dictionary = new TextDictionary();
        var codes = new int[vectors[0].Count];
        for (int i = 0; i < codes.Length; i++)
        {
            TextVector? first = Array.Find(vectors, v => v.Codes[i] >= 0);
            codes[i] = first is null ? -1 : dictionary.Encode(first.Dictionary[first.Codes[i]]);
        }

        return new TextVector(codes.Length, codes, dictionary);
    }

    private NumberVector UpToAsOf(NumberVector instants)
    {
        ulong[] present = Evaluation.Bits.None(instants.Count);
        long last = _run.Frame.LastMicrosecond;
        for (int i = 0; i < instants.Count; i++)
        {
            if (instants.IsPresent(i) && instants[i] <= last)
                Evaluation.Bits.Set(present, i);
        }

        return new NumberVector(instants.Count, present, 0) { Narrow = instants.Narrow, Wide = instants.Wide };
    }

    private TextVector Join(JoinNode node)
    {
        TextVector[] parts = [.. node.Values.Select(v => (TextVector)Values(v))];
        var dictionary = new TextDictionary();
        var codes = new int[parts[0].Count];
        for (int i = 0; i < codes.Length; i++)
        {
            string[] texts = [.. parts.Where(p => p.Codes[i] >= 0).Select(p => p.Dictionary[p.Codes[i]]).Where(t => t.Length > 0)];
            codes[i] = texts.Length == 0 ? -1 : dictionary.Encode(string.Join(node.Separator, texts));
        }

        return new TextVector(codes.Length, codes, dictionary);
    }

    private static NumberVector Truth(ulong[] bits, int count)
    {
        var values = new long[count];
        for (int i = 0; i < count; i++)
            values[i] = Evaluation.Bits.Get(bits, i) ? 1 : 0;
        return NumberVector.Of(values, count);
    }

    private NumberVector Anniversary(AnniversaryNode node)
    {
        NumberVector dates = Numbers(node.Date);
        int today = _run.Frame.DayOf(node.Today);
        ulong[] present = Evaluation.Bits.None(dates.Count);
        var values = new long[dates.Count];
        for (int i = 0; i < dates.Count; i++)
        {
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

        return NumberVector.Of(values, dates.Count, present);
    }
}
