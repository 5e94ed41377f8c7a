using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private const long TicksOfMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Asks a plug-in's function: once a distinct text, once a row for all else.</summary>
    private ulong[] Holds(OperatorNode node, Vector values)
    {
        try
        {
            return (values, node.Test) switch
            {
                (TextVector texts, Func<string, bool> test) => Matches(texts, _run.Test(node, texts.Dictionary, text => test(text) ? (byte)1 : (byte)0)),
                (SetVector sets, Func<IReadOnlyList<string>, bool> test) => Each(sets.Count, row => test(ItemsOf(sets, row))),
                (NumberVector days, Func<DateOnly, bool> test) => EachPresent(days, row => test(DateOnly.FromDayNumber((int)days[row]))),
                (NumberVector instants, Func<DateTimeOffset, bool> test) => EachPresent(
                    instants, row => test(DateTimeOffset.UnixEpoch.AddTicks((long)instants[row] * TicksOfMicrosecond))),
                (NumberVector numbers, Func<decimal, bool> test) => EachPresent(numbers, row => test(DecimalOf(numbers, row, node))),
                _ => throw new InvalidOperationException($"The function of the operator '{node.Operator}' does not fit the value."),
            };
        }
        catch (Exception e) when (e is not SegmentDataException)
        {
            throw new SegmentPluginException(node.Operator.Name, e);
        }
    }

    private static string[] ItemsOf(SetVector sets, int row)
    {
        ReadOnlySpan<int> codes = sets.CodesOf(row);
        var items = new string[codes.Length];
        for (int i = 0; i < codes.Length; i++)
            items[i] = sets.Dictionary[codes[i]];
        return items;
    }

    private static decimal DecimalOf(NumberVector numbers, int row, OperatorNode node) => Decimals.Exact(numbers[row], numbers.Scale)
        ?? throw new SegmentDataException(node.Domain.Entity.Name, null, null, $"a figure has more digits than a decimal, which the operator '{node.Operator}' takes");

    private static ulong[] EachPresent(NumberVector values, Func<int, bool> holds) =>
        Each(values.Count, row => values.IsPresent(row) && holds(row));

    private static ulong[] Each(int count, Func<int, bool> holds)
    {
        ulong[] bits = Evaluation.Bits.None(count);
        for (int row = 0; row < count; row++)
        {
            if (holds(row))
                Evaluation.Bits.Set(bits, row);
        }

        return bits;
    }
}
