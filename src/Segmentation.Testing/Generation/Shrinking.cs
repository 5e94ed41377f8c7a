namespace Segmentation.Testing.Generation;

/// <summary>Scenarios that are a little smaller than a given one.</summary>
internal static class Shrinking
{
    public static IEnumerable<RandomScenario> Candidates(RandomScenario scenario)
    {
        foreach (Segment segment in scenario.Segments)
        {
            if (scenario.Segments.Count > 1 && !scenario.Segments.Any(s => s != segment && RefersTo(s.Conditions, segment.Id)))
                yield return WithSegments(scenario, [.. scenario.Segments.Where(s => s != segment)]);
        }

        foreach (Segment segment in scenario.Segments.Where(s => s.Conditions is not null))
        {
            foreach (Condition simpler in Simpler(segment.Conditions!))
                yield return WithSegments(scenario, [.. scenario.Segments.Select(s => s == segment ? s with { Conditions = simpler } : s)]);
        }

        DatasetRow[] rows = [.. scenario.Data.Schema.Entities.SelectMany(e => scenario.Data.Rows(e.Name))];
        foreach (DatasetRow row in rows)
        {
            if (Without(scenario, rows, row) is { } smaller)
                yield return smaller;
        }
    }

    private static RandomScenario? Without(RandomScenario scenario, DatasetRow[] rows, DatasetRow row)
    {
        try
        {
            return scenario with { Data = new Dataset(scenario.Data.Schema, [.. rows.Where(r => r != row)]) };
        }
        catch (SegmentDataException)
        {
            // Another row needs it; once that one is gone, it can go.
            return null;
        }
    }

    private static RandomScenario WithSegments(RandomScenario scenario, Segment[] segments) => scenario with
    {
        Segments = segments,
        Lists = segments.Any(s => scenario.Lists.Segments.ContainsKey(s.Id)) ? scenario.Lists : SegmentLists.Empty,
    };

    private static bool RefersTo(Condition? condition, string id) => condition switch
    {
        CombinationCondition group => group.Conditions.Any(c => RefersTo(c, id)),
        SegmentCondition segment => segment.Segment == id,
        _ => false,
    };

    private static IEnumerable<Condition> Simpler(Condition condition)
    {
        switch (condition)
        {
            case CombinationCondition group:
                foreach (Condition child in group.Conditions)
                    yield return child;
                foreach (CombinationCondition smaller in Smaller(group))
                    yield return smaller;
                break;
            case RelatedCondition { Where: { } where } related:
                foreach (CombinationCondition smaller in Smaller(where))
                    yield return related with { Where = smaller };
                break;
            case AggregateCondition { Where: { } where } aggregate:
                yield return aggregate with { Where = null };
                foreach (CombinationCondition smaller in Smaller(where))
                    yield return aggregate with { Where = smaller };
                break;
        }
    }

    private static IEnumerable<CombinationCondition> Smaller(CombinationCondition group)
    {
        for (int i = 0; i < group.Conditions.Count; i++)
        {
            if (group.Conditions.Count > 1)
                yield return group with { Conditions = [.. group.Conditions.Where((_, j) => j != i)] };
            if (group.Conditions[i] is CombinationCondition inner)
                yield return inner;
            foreach (Condition simpler in Simpler(group.Conditions[i]))
                yield return group with { Conditions = [.. group.Conditions.Select((c, j) => j == i ? simpler : c)] };
        }
    }
}
