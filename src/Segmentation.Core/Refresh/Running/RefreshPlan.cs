namespace Segmentation.Refresh;

/// <summary>What a run has to do.</summary>
/// <param name="View">The segments.</param>
/// <param name="Due">Those to refresh, in order.</param>
/// <param name="Others">What is known already of others of the run.</param>
/// <param name="Known">The run that is resumed; null for a new one.</param>
internal sealed record RefreshPlan(CatalogView View, IReadOnlyList<string> Due, IReadOnlyList<SegmentRefresh> Others, RefreshRun? Known)
{
    /// <summary>
    /// What a run has committed that is resumed and did not come to its end: it may have died before these were exported. They
    /// are exported again, which gives the same as before.
    /// </summary>
    public IReadOnlyList<string> Unexported { get; init; } = [];

    /// <summary>Everything that nobody else may refresh meanwhile.</summary>
    public IEnumerable<string> Reserved => Due.Concat(Unexported);

    /// <summary>All that a schedule takes: the automatic ones, and those with members that nobody can be in any more.</summary>
    public static RefreshPlan OfAll(CatalogView view, DateTimeOffset asOf) => Of(view, view.Entries.Where(e => IsTaken(e, asOf)).Select(e => e.Id));

    public static RefreshPlan Of(CatalogView view, IEnumerable<string> ids) => new(view, DueOrder.Of(view, ids), [], null);

    /// <summary>What is left of a run.</summary>
    /// <exception cref="ArgumentException">The request asks for something else than the run.</exception>
    public static RefreshPlan Resuming(CatalogView view, RefreshRun run, RefreshRequest request)
    {
        if (request.AsOf is { } asOf && asOf != run.AsOf)
            throw new ArgumentException($"The run '{run.Id}' is as of {run.AsOf:O} and cannot be resumed as of {asOf:O}; leave AsOf out.", nameof(request));
        if (request.Segments?.Except(run.SegmentIds, StringComparer.Ordinal).FirstOrDefault() is { } other)
            throw new ArgumentException($"The run '{run.Id}' does not have the segment '{other}'; begin another run.", nameof(request));
        Dictionary<string, RunResult> results = run.Results.ToDictionary(r => r.SegmentId, StringComparer.Ordinal);
        List<string> due = [];
        List<SegmentRefresh> others = [];
        List<string> unexported = [];
        foreach (string id in run.SegmentIds)
        {
            CatalogEntry? entry = view.Find(id);
            if (results.GetValueOrDefault(id) is { Error: null } result)
            {
                others.Add(new SegmentRefresh(id, RefreshOutcome.RefreshedBefore, result.Size, result.Entered, result.Left));
                if (run.Status != RunStatus.Completed && entry?.Definition is not null && entry.State.RunId == run.Id)
                    unexported.Add(id);
            }
            else if (entry is null)
            {
                others.Add(new SegmentRefresh(id, RefreshOutcome.DefinitionChanged, 0, 0, 0, "It was deleted meanwhile."));
            }
            else if (entry.State.AsOf > run.AsOf)
            {
                others.Add(new SegmentRefresh(id, RefreshOutcome.Superseded, entry.State.Size, 0, 0, $"It was refreshed as of {entry.State.AsOf:O} meanwhile."));
            }
            else
            {
                due.Add(id);
            }
        }

        return new RefreshPlan(view, due, others, run) { Unexported = unexported };
    }

    private static bool IsTaken(CatalogEntry entry, DateTimeOffset asOf) =>
        entry.Definition is null || entry.Definition.Refresh == RefreshMode.Automatic
        || (entry.State.Size > 0 && DueOrder.LapseOf(entry.Definition, asOf) is not null);
}
