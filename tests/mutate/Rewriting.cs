namespace Segmentation.Mutate;

/// <summary>Rewrites conditions from the innermost outwards.</summary>
internal static class Rewriting
{
    public static Segment Of(Segment segment, Question question, Func<Condition, Place, Condition> rule)
    {
        if (segment.Conditions is null)
            return segment;
        var place = new Place(question, segment.TimeZone ?? question.Zone, [question.Schema.Subject]);
        return segment with { Conditions = Of(segment.Conditions, place, rule) };
    }

    public static Condition Of(Condition condition, Place place, Func<Condition, Place, Condition> rule) => rule(
        condition switch
        {
            CombinationCondition group => group with { Conditions = [.. group.Conditions.Select(child => Of(child, place, rule))] },
            RelatedCondition related => related with { Where = Where(related.Where, place.Over(related.Relation), rule) },
            AggregateCondition aggregate => aggregate with { Where = Where(aggregate.Where, place.Over(aggregate.Relation), rule) },
            _ => condition,
        },
        place);

    private static CombinationCondition? Where(CombinationCondition? where, Place place, Func<Condition, Place, Condition> rule)
    {
        Condition? rewritten = where is null ? null : Of(where, place, rule);
        return rewritten is null ? null : rewritten as CombinationCondition ?? Logic.All(rewritten);
    }
}
