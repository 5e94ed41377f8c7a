namespace Segmentation.Testing.Oracles;

/// <summary>
/// Decides conditions about the rows of a dataset, at one moment. Every child of a group and every row is looked at, so
/// that an observer hears of each leaf; nothing is remembered.
/// </summary>
/// <param name="data">The rows.</param>
/// <param name="moment">The instant and the zone.</param>
/// <param name="isMember">Whether the customer at hand is in another segment.</param>
/// <param name="plugins">What integrators added.</param>
/// <param name="observe">Hears the kind of each leaf and what it came to; null when nobody listens.</param>
internal sealed partial class Judge(Dataset data, Moment moment, Func<string, bool> isMember, Plugins plugins, Action<string, bool>? observe = null)
{
    public bool Holds(Condition condition, Place place) => condition switch
    {
        CombinationCondition group => Holds(group, place),
        AttributeCondition leaf => Observed(LeafKinds.Of(leaf, Attribute(place, leaf.Attribute)), Holds(leaf, place)),
        RelatedCondition leaf => Observed(LeafKinds.Of(leaf), Holds(leaf, place)),
        AggregateCondition leaf => Observed(LeafKinds.Of(leaf), Holds(leaf, place)),
        SegmentCondition leaf => Observed(LeafKinds.Of(leaf), isMember(leaf.Segment) == leaf.Member),
        ConditionPlugin plugin => Holds(plugin.Expand(new ConditionBuilder()), place),
        ExternalCondition leaf => plugins.Answer(leaf, place.Row.Key!),
        _ => throw new InvalidOperationException($"The condition {condition} is unknown."),
    };

    private bool Holds(CombinationCondition group, Place place)
    {
        int holding = group.Conditions.Count(child => Holds(child, place));
        return (group.Match, group.Are) switch
        {
            (Match.All, true) => holding == group.Conditions.Count,
            (Match.Any, true) => holding > 0,
            (Match.All, false) => holding == 0,
            _ => holding < group.Conditions.Count,
        };
    }

    private bool Holds(AttributeCondition leaf, Place place)
    {
        Reading reading = Read(place, leaf.Attribute);
        if (plugins.Find(leaf.Operator, out bool isNegative) is ExpandingOperator expanding)
            return isNegative != (IsThere(reading) && Holds(expanding.Expand(new ConditionBuilder(), leaf.Attribute, leaf.Value), place));
        return Compare(reading.Value, reading.Attribute, leaf.Operator, leaf.Value, place);
    }

    private bool Holds(RelatedCondition leaf, Place place)
    {
        List<Place> rows = Reach(place, leaf.Relation);
        int satisfying = rows.Count(row => leaf.Where is null || Holds(leaf.Where, row));
        return leaf.Quantifier switch
        {
            Quantifier.Some => satisfying > 0,
            Quantifier.None => satisfying == 0,
            _ => rows.Count > 0 && satisfying == rows.Count,
        };
    }

    private bool Holds(AggregateCondition leaf, Place place) => Compare(Figure(leaf, place), null, leaf.Operator, leaf.Value, place);

    /// <summary>The figure over rows that an aggregate condition compares, or null when it is missing.</summary>
    public object? Figure(AggregateCondition leaf, Place place)
    {
        List<Place> rows = Satisfying(Reach(place, leaf.Relation), leaf.Where);
        if (leaf.Attribute is null)
            return new Fraction(rows.Count);
        bool caseMatters = rows.Count > 0 && Attribute(rows[0], leaf.Attribute).IsCaseSensitive;
        return Aggregate(leaf.Function, [.. rows.Select(row => Read(row, leaf.Attribute).Value).OfType<object>()], caseMatters);
    }

    private List<Place> Satisfying(IEnumerable<Place> rows, CombinationCondition? where) =>
        [.. rows.Where(row => where is null || Holds(where, row))];

    private bool Observed(string kind, bool holds)
    {
        observe?.Invoke(kind, holds);
        return holds;
    }
}
