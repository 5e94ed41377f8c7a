using System.Globalization;

namespace Segmentation.Testing;

/// <summary>
/// Everything that a store has, as lines of text, so that two stores can be compared row for row. Left out are the numbers
/// that a store gives (sequences and stamps), of which only the order means something, and leases.
/// </summary>
public static class StoreDump
{
    /// <summary>Reads a store.</summary>
    /// <param name="store">The store; nobody should write to it meanwhile.</param>
    /// <param name="customers">The customers whose tags and group moves are read, at most 1,000.</param>
    /// <param name="withTimes">Whether it says when something was done; without, only as of when.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(ISegmentStore store, IReadOnlyList<SubjectKey> customers, bool withTimes = true, CancellationToken ct = default)
    {
        DateTimeOffset? When(DateTimeOffset? time) => withTimes ? time : null;
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(customers);
        List<string> lines = [];
        StoredDefinitions definitions = await store.GetDefinitionsAsync(ct).ConfigureAwait(false);
        lines.Add($"definitions {definitions.Version}");
        foreach (StoredSegment segment in definitions.Segments)
        {
            lines.Add(Line(segment, When));
            await foreach (StoredMember member in store.GetMembersAsync(segment.Id, null, ct).ConfigureAwait(false))
                lines.Add($"member {segment.Id} {member.Key} {Text(member.Since)}");
        }

        lines.AddRange(definitions.Lists.Select(l => $"list {l.SegmentId} {l.List} {l.Key}"));
        foreach (RefreshRun run in await store.GetRunsAsync(1000, ct).ConfigureAwait(false))
        {
            lines.Add($"run {run.Id} {Text(run.AsOf)} {run.Trigger} {run.Cause} {run.CorrelationId} {Text(When(run.StartedAt))} {run.Status} {Text(When(run.FinishedAt))} {string.Join(',', run.SegmentIds)}");
            lines.AddRange(run.Results.Select(r => $"result {run.Id} {r.SegmentId} {r.Error} {r.Size} {r.Entered} {r.Left}"));
        }

        HistoryPage history = await store.GetHistoryAsync(new HistoryQuery { Limit = 100_000 }, ct).ConfigureAwait(false);
        // Entries of one run may be written in another order when it is resumed.
        lines.AddRange(history.Entries.Select(e => Line(e, When)).Order(StringComparer.Ordinal));
        lines.AddRange((await store.GetGroupsDueAsync(null, 100_000, ct).ConfigureAwait(false)).Select(
            d => $"due {d.Key} {string.Join(',', d.Candidates)}"));
        lines.AddRange((await store.GetAssignmentsAsync(customers, ct).ConfigureAwait(false)).Select(a => $"assignment {a}"));
        foreach (SubjectKey customer in customers)
        {
            IReadOnlyList<string> tags = await store.GetTagsAsync(customer, ct).ConfigureAwait(false);
            if (tags.Count > 0)
                lines.Add($"tags {customer} {string.Join(',', tags)}");
        }

        lines.AddRange((await store.GetReadyEventsAsync(DateTimeOffset.MaxValue, 100_000, ct).ConfigureAwait(false)).Select(e => Line(e, When)));
        lines.AddRange((await store.GetDeadEventsAsync(0, 100_000, ct).ConfigureAwait(false)).Select(e => Line(e, When)));
        return lines;
    }

    private static string Line(StoredSegment segment, Func<DateTimeOffset?, DateTimeOffset?> when)
    {
        SegmentState state = segment.State;
        return $"segment {segment.Id} {segment.Version} {segment.Revision} {Text(when(segment.CreatedAt))} {Text(when(segment.SavedAt))} {state.Status} {state.Error} {state.RunId} {Text(state.AsOf)} {Text(when(state.RefreshedAt))} {state.Revision} {state.Size} {(when(state.RefreshedAt) is null ? null : state.Duration)} {state.RowsRead} {state.Effects.Group} {state.Effects.Priority} {string.Join(',', state.Effects.Tags)} {segment.Json}";
    }

    private static string Line(HistoryEntry entry, Func<DateTimeOffset?, DateTimeOffset?> when) =>
        $"history {entry.Id} {Text(when(entry.At))} {entry.Action} {entry.SegmentId} {entry.RunId} {entry.Trigger} {entry.Cause} {entry.CorrelationId} {entry.Affected} {entry.Message}";

    private static string Line(OutboxEvent pending, Func<DateTimeOffset?, DateTimeOffset?> when)
    {
        SegmentEvent e = pending.Event;
        return $"event {e.Id} {e.SegmentId} {e.Customer} {e.Kind} {e.Cause} {Text(e.AsOf)} {Text(when(e.WrittenAt))} {e.RunId} {e.CorrelationId} {pending.Attempts} {Text(when(pending.NextAttempt))} {pending.Error} {string.Join(',', pending.Received)} {pending.IsDead}";
    }

    private static string Text(DateTimeOffset? instant) =>
        instant is { } known ? known.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) : "-";
}
