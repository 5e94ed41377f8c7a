using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>What a plug-in's function says of a value; false where it is missing, but for a set, which is empty then.</summary>
internal sealed class OperatorTest : RowTest
{
    private readonly OperatorNode _node;
    private readonly ValueCell _value;

    public OperatorTest(int id, OperatorNode node, ValueCell value)
        : base(id, value.Rows)
    {
        (_node, _value) = (node, value);
        Needs(value);
    }

    protected override bool Holds(MatchState state, int row)
    {
        try
        {
            return (_value, _node.Test) switch
            {
                (TextCell texts, Func<string, bool> test) => texts.Of(state).IsPresent(row) && test(texts.Of(state).StringOf(row)),
                (SetCell sets, Func<IReadOnlyList<string>, bool> test) => test(Members(sets.Of(state)[row])),
                (NumberCell numbers, _) => numbers.Of(state).IsPresent(row) && HoldsOf(numbers.Of(state), row),
                _ => throw Misfit(),
            };
        }
        catch (Exception e) when (e is not SegmentDataException)
        {
            throw new SegmentPluginException(_node.Operator.Name, e);
        }
    }

    private bool HoldsOf(NumberCells numbers, int row) => _node.Test switch
    {
        Func<DateOnly, bool> test => test(DateOnly.FromDayNumber((int)numbers[row])),
        Func<DateTimeOffset, bool> test => test(DateTimeOffset.UnixEpoch.AddTicks((long)numbers[row] * TimeSpan.TicksPerMicrosecond)),
        Func<decimal, bool> test => test(Decimals.Exact(numbers[row], numbers.Scale) ?? throw new SegmentDataException(
            Rows.Domain.Entity.Name, null, null, $"a figure has more digits than a decimal, which the operator '{_node.Operator}' takes")),
        _ => throw Misfit(),
    };

    private InvalidOperationException Misfit() => new($"The function of the operator '{_node.Operator}' does not fit the value.");

    // A set has each of its members once.
    private static string[] Members(ReadOnlySpan<string> members)
    {
        var distinct = new List<string>(members.Length);
        foreach (string member in members)
        {
            if (!distinct.Contains(member))
                distinct.Add(member);
        }

        return [.. distinct];
    }
}
