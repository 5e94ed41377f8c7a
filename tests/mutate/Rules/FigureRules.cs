namespace Segmentation.Mutate.Rules;

/// <summary>What figures over rows are.</summary>
internal static class FigureRules
{
    private static readonly (AggregateFunction From, AggregateFunction To)[] Neighbours =
    [
        (AggregateFunction.Sum, AggregateFunction.Average),
        (AggregateFunction.Sum, AggregateFunction.Max),
        (AggregateFunction.Sum, AggregateFunction.CountDistinct),
        (AggregateFunction.Average, AggregateFunction.Sum),
        (AggregateFunction.Average, AggregateFunction.Max),
        (AggregateFunction.Average, AggregateFunction.Min),
        (AggregateFunction.Min, AggregateFunction.Max),
        (AggregateFunction.Max, AggregateFunction.Min),
        (AggregateFunction.Max, AggregateFunction.Sum),
    ];

    public static IEnumerable<Mutation> All =>
    [
        .. Neighbours.Select(n => Figure($"{n.From} as {n.To}", n.From, leaf => leaf with { Function = n.To })),
        .. Enum.GetValues<AggregateFunction>().Select(f => Figure($"where dropped from {f}", f, leaf => leaf with { Where = null })),
        Mutation.OfCondition("Count as CountDistinct", (condition, place) => condition is AggregateCondition { Function: AggregateFunction.Count } leaf
            ? leaf with { Function = AggregateFunction.CountDistinct, Attribute = FirstScalar(place.Over(leaf.Relation).Entity) }
            : condition),
        Figure("CountDistinct as Count", AggregateFunction.CountDistinct, leaf => Count(leaf, leaf.Where)),
        Figure("CountDistinct as Count of present values", AggregateFunction.CountDistinct, leaf => Count(leaf, Present(leaf))),
        Figure("Count over no rows is missing", AggregateFunction.Count, MissingOverNothing),
        Figure("Sum over no values is missing", AggregateFunction.Sum, MissingOverNothing),
        Figure("Average over no values is 0", AggregateFunction.Average, ZeroOverNothing),
        Figure("Min over no values is 0", AggregateFunction.Min, ZeroOverNothing),
        Figure("Max over no values is 0", AggregateFunction.Max, ZeroOverNothing),
        Figure("Average is rounded to four places", AggregateFunction.Average, leaf => leaf is { Operator.Name: "=", Value: Operand.Number number }
            ? leaf with { Operator = Operator.Between, Value = new Operand.List([number.Value - 0.00005m, number.Value + 0.00005m]) }
            : leaf),
        Mutation.OfOperand("a number is rounded to two places", (value, _) =>
            value is Operand.Number number ? new Operand.Number(decimal.Round(number.Value, 2)) : value),
        Mutation.OfOperand("a number is truncated", (value, _) =>
            value is Operand.Number number ? new Operand.Number(decimal.Truncate(number.Value)) : value),
        Mutation.OfOperand("another attribute is not scaled", (value, _) => value is Operand.Attribute other ? other with { Times = 1 } : value),
        Mutation.OfLeaf("another attribute that is missing is 0", leaf => leaf.Value is Operand.Attribute other && !IsNegative(leaf.Operator)
            ? Logic.Any(leaf.Condition, Logic.All(new AttributeCondition(other.Path, Operator.Null), leaf.Is(leaf.Operator, 0)))
            : null),
    ];

    private static Mutation Figure(string name, AggregateFunction function, Func<AggregateCondition, Condition> rule) => Mutation.OfCondition(
        name, (condition, _) => condition is AggregateCondition leaf && leaf.Function == function ? rule(leaf) : condition);

    private static string FirstScalar(SchemaEntity entity) =>
        entity.Attributes.First(a => a.Computation is null && a.Type != AttributeType.Set).Name;

    private static AggregateCondition Count(AggregateCondition leaf, CombinationCondition? where) =>
        leaf with { Function = AggregateFunction.Count, Attribute = null, Where = where };

    private static CombinationCondition? Present(AggregateCondition leaf) =>
        leaf.Attribute is null ? leaf.Where : Logic.And(leaf.Where, new AttributeCondition(leaf.Attribute, Operator.NotNull));

    private static AggregateCondition HasRows(AggregateCondition leaf) =>
        Count(leaf, Present(leaf)) with { Operator = Operator.GreaterThan, Value = 0 };

    private static Condition MissingOverNothing(AggregateCondition leaf) => leaf.Operator.Name == "null" || IsNegative(leaf.Operator)
        ? Logic.Any(leaf, Logic.Not(HasRows(leaf)))
        : Logic.All(leaf, HasRows(leaf));

    // The sum over nothing is 0, and so compares as 0 would.
    private static Condition ZeroOverNothing(AggregateCondition leaf) => Logic.Any(
        Logic.All(HasRows(leaf), leaf),
        Logic.All(Logic.Not(HasRows(leaf)), leaf with { Function = AggregateFunction.Sum }));

    private static bool IsNegative(Operator @operator) => @operator.Name is "!=" or "notBetween" or "notIn" or "null";
}
