using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    private const long TicksOfMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Asks a plug-in's function: once a distinct text, once a row for all else.</summary>
    private void Holds(OperatorNode node, Vector values, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        try
        {
            switch (values, node.Test)
            {
                case (TextVector texts, Func<string, bool> test):
                    Matches(texts, node, test, null, among, into);
                    break;
                case (SetVector sets, Func<IReadOnlyList<string>, bool> test):
                    Each(sets.Count, row => test(ItemsOf(sets, row)), among, into);
                    break;
                case (NumberVector days, Func<DateOnly, bool> test):
                    EachPresent(days, row => test(DateOnly.FromDayNumber((int)days[row])), among, into);
                    break;
                case (NumberVector instants, Func<DateTimeOffset, bool> test):
                    EachPresent(instants, row => test(DateTimeOffset.UnixEpoch.AddTicks((long)instants[row] * TicksOfMicrosecond)), among, into);
                    break;
                case (NumberVector numbers, Func<decimal, bool> test):
                    EachPresent(numbers, row => test(DecimalOf(numbers, row, node)), among, into);
                    break;
                default:
                    throw new InvalidOperationException($"The function of the operator '{node.Operator}' does not fit the value.");
            }
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

    private void EachPresent(NumberVector values, Func<int, bool> holds, ReadOnlySpan<ulong> among, Span<ulong> into) =>
        Each(values.Count, holds, PresentAmong(values, among), into);

    private static void Each(int count, Func<int, bool> holds, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        into.Clear();
        for (int row = 0; row < count; row++)
        {
            if (Evaluation.Bits.IsAmong(among, row) && holds(row))
                Evaluation.Bits.Set(into, row);
        }
    }
}
