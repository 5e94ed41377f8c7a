namespace Segmentation.Matching;

/// <summary>One version of a matcher: a set with the plan of all its segments, and plans of single ones once they are asked for. Safe for concurrent use.</summary>
internal sealed class MatcherVersion
{
    private readonly SinglePlan?[] _single;

    public MatcherVersion(long number, SegmentSet set, MatcherOptions options, MatchSources sources)
    {
        Number = number;
        Set = set;
        Options = options;
        Sources = sources;
        Plan = MatchPlan.Of(set.Plan.SubjectDomain, set.Bound, sources, options.Layout);
        _single = new SinglePlan?[set.Bound.Count];
    }

    public long Number { get; }

    public SegmentSet Set { get; }

    public MatcherOptions Options { get; }

    public MatchSources Sources { get; }

    public MatchPlan Plan { get; }

    /// <summary>The plan of one segment, which looks at nothing that others need.</summary>
    public SinglePlan Single(int segment)
    {
        SinglePlan? known = Volatile.Read(ref _single[segment]);
        if (known is not null)
            return known;
        // Two threads may both plan it; one of the plans stays.
        var plan = new SinglePlan(MatchPlan.Of(Set.Plan.SubjectDomain, [Set.Bound[segment]], Sources, Options.Layout));
        return Interlocked.CompareExchange(ref _single[segment], plan, null) ?? plan;
    }
}

/// <summary>The plan of one segment with a state that waits for the next question; whoever finds it taken makes another.</summary>
internal sealed class SinglePlan(MatchPlan plan)
{
    private MatchState? _idle;

    public bool Holds(object customer, DateTimeOffset asOf)
    {
        MatchState state = Interlocked.Exchange(ref _idle, null) ?? new MatchState(plan);
        state.Match(customer, asOf);
        bool holds = plan.Index.IsSet(state.Matched, 0);
        state.Release();
        Volatile.Write(ref _idle, state);
        return holds;
    }
}
