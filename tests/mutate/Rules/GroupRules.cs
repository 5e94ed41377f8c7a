namespace Segmentation.Mutate.Rules;

/// <summary>What groups hold by.</summary>
internal static class GroupRules
{
    private static readonly Match[] Matches = [Match.All, Match.Any];

    public static IEnumerable<Mutation> All =>
    [
        .. from match in Matches
           from are in new[] { true, false }
           from other in new[] { (Match: Other(match), Are: are), (Match: match, Are: !are), (Match: Other(match), Are: !are) }
           select Group($"{match}/{are} as {other.Match}/{other.Are}", match, are, g => g with { Match = other.Match, Are = other.Are }),
        Mutation.OfCondition("All/False and Any/False swapped", (condition, _) =>
            condition is CombinationCondition { Are: false } group ? group with { Match = Other(group.Match) } : condition),
        .. from match in Matches
           from are in new[] { true, false }
           from part in new[] { (Name: "first", Skip: 0), (Name: "last", Skip: 1) }
           select Group($"{match}/{are} without its {part.Name} condition", match, are, g => g.Conditions.Count < 2
               ? g
               : g with { Conditions = [.. g.Conditions.Skip(1 - part.Skip).Take(g.Conditions.Count - 1)] }),
        Group("Any/True holds when some but not all do", Match.Any, true, g => g.Conditions.Count < 2
            ? g
            : Logic.All(g, g with { Are = false })),
    ];

    private static Mutation Group(string name, Match match, bool are, Func<CombinationCondition, Condition> rule) => Mutation.OfCondition(
        name, (condition, _) => condition is CombinationCondition group && group.Match == match && group.Are == are ? rule(group) : condition);

    private static Match Other(Match match) => match == Match.All ? Match.Any : Match.All;
}
