namespace Segmentation;

/// <summary>The few conditions on rows that the vocabulary itself needs.</summary>
internal static class Where
{
    public static CombinationCondition Is(string attribute, Operand value) =>
        All(new AttributeCondition(attribute, Operator.Equal, value));

    public static CombinationCondition Present(string attribute) =>
        All(new AttributeCondition(attribute, Operator.NotNull));

    public static CombinationCondition All(params IReadOnlyList<Condition> conditions) =>
        new(Match.All, Are: true, conditions);
}
