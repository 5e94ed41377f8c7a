namespace Segmentation.Mutate;

/// <summary>Short words for groups.</summary>
internal static class Logic
{
    /// <summary>True of every customer.</summary>
    public static Condition True { get; } = Any(new AttributeCondition("email", Operator.Null), new AttributeCondition("email", Operator.NotNull));

    public static CombinationCondition All(params IReadOnlyList<Condition> conditions) => new(Match.All, true, conditions);

    public static CombinationCondition Any(params IReadOnlyList<Condition> conditions) => new(Match.Any, true, conditions);

    public static CombinationCondition Not(Condition condition) => new(Match.All, false, [condition]);

    public static CombinationCondition And(CombinationCondition? where, Condition condition) =>
        where is null ? All(condition) : All(where, condition);
}
