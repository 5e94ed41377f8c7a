using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>Whether as-of lies in a segment's own dates.</summary>
internal sealed class WithinDates(int id, RowsCell rows, DatesNode node) : RowTest(id, rows)
{
    public override bool ReadsTime => true;

    protected override bool Holds(MatchState state, int row)
    {
        DateTimeOffset asOf = state.Moment.AsOf;
        return (node.StartsAt is null || node.StartsAt <= asOf) && (node.ExpiresAt is null || asOf < node.ExpiresAt);
    }
}

/// <summary>What the host's stored answers say of the customer.</summary>
internal sealed class StoredAnswer(int id, RowsCell rows, ExternalCondition condition, IStoredAnswers answers) : RowTest(id, rows)
{
    public override bool ReadsTime => true;

    protected override bool Holds(MatchState state, int row) =>
        answers.Holds(condition, state.Key ?? throw Rows.Failure(state, row, null, "the key is missing", null));
}
