using System.Collections.Immutable;

namespace Segmentation.InMemory.Store;

/// <summary>What follows from customers' entering and leaving one segment: events, and groups that are due.</summary>
internal sealed record ChangeEffects(string RunId, string SegmentId, DateTimeOffset AsOf, DateTimeOffset At, string? CorrelationId)
{
    public Tables Apply(Tables tables, IEnumerable<MemberChange> changes, bool writesEvents, bool touchesGroups)
    {
        ImmutableSortedDictionary<long, OutboxEvent>.Builder outbox = tables.Outbox.ToBuilder();
        ImmutableSortedDictionary<SubjectKey, long>.Builder due = tables.GroupsDue.ToBuilder();
        long sequence = tables.Sequence;
        foreach (MemberChange change in changes)
        {
            if (writesEvents)
                outbox.Add(++sequence, new OutboxEvent(Event(change, sequence), 0, null, null, [], IsDead: false));
            if (touchesGroups)
                due[change.Key] = ++sequence;
        }

        return tables with { Outbox = outbox.ToImmutable(), GroupsDue = due.ToImmutable(), Sequence = sequence };
    }

    public static Tables TouchAll(Tables tables, MemberTable members)
    {
        ImmutableSortedDictionary<SubjectKey, long>.Builder due = tables.GroupsDue.ToBuilder();
        long sequence = tables.Sequence;
        for (int row = 0; row < members.Count; row++)
            due[members[row].Key] = ++sequence;
        return tables with { GroupsDue = due.ToImmutable(), Sequence = sequence };
    }

    private SegmentEvent Event(MemberChange change, long sequence) => new()
    {
        Id = SegmentEvent.IdOf(RunId, SegmentId, change),
        Sequence = sequence,
        SegmentId = SegmentId,
        Customer = change.Key,
        Kind = change.Kind,
        Cause = change.Cause,
        AsOf = AsOf,
        WrittenAt = At,
        RunId = RunId,
        CorrelationId = CorrelationId,
    };
}
