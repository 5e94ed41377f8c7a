namespace Segmentation.Mutate.Rules;

/// <summary>Each operator as its neighbours, for each type by itself.</summary>
internal static class OperatorRules
{
    private static readonly string[] Texts = ["text", "choice"];

    private static readonly string[] Ordered = ["integer", "decimal", "date", "instant", "elapsed", Leaf.Figure];

    private static readonly string[] Sets = ["set"];

    private static readonly string[] Scalars = [.. Texts, .. Ordered, "boolean"];

    private static readonly (Operator From, Operator To, string[] Kinds)[] Neighbours =
    [
        (Operator.LessThan, Operator.AtMost, Ordered),
        (Operator.LessThan, Operator.GreaterThan, Ordered),
        (Operator.AtMost, Operator.LessThan, Ordered),
        (Operator.AtMost, Operator.AtLeast, Ordered),
        (Operator.GreaterThan, Operator.AtLeast, Ordered),
        (Operator.GreaterThan, Operator.LessThan, Ordered),
        (Operator.AtLeast, Operator.GreaterThan, Ordered),
        (Operator.AtLeast, Operator.AtMost, Ordered),
        (Operator.Equal, Operator.NotEqual, Scalars),
        (Operator.Equal, Operator.AtMost, Ordered),
        (Operator.Equal, Operator.AtLeast, Ordered),
        (Operator.NotEqual, Operator.Equal, Scalars),
        (Operator.Between, Operator.NotBetween, Ordered),
        (Operator.NotBetween, Operator.Between, Ordered),
        (Operator.In, Operator.NotIn, [.. Texts, .. Ordered]),
        (Operator.NotIn, Operator.In, [.. Texts, .. Ordered]),
        (Operator.Equal, Operator.Contains, Texts),
        (Operator.Contains, Operator.BeginsWith, Texts),
        (Operator.Contains, Operator.EndsWith, Texts),
        (Operator.Contains, Operator.Equal, Texts),
        (Operator.BeginsWith, Operator.Contains, Texts),
        (Operator.BeginsWith, Operator.Equal, Texts),
        (Operator.EndsWith, Operator.Contains, Texts),
        (Operator.EndsWith, Operator.Equal, Texts),
        (Operator.DoesNotContain, Operator.Contains, Texts),
        (Operator.DoesNotContain, Operator.DoesNotBeginWith, Texts),
        (Operator.DoesNotBeginWith, Operator.BeginsWith, Texts),
        (Operator.DoesNotBeginWith, Operator.DoesNotContain, Texts),
        (Operator.DoesNotEndWith, Operator.EndsWith, Texts),
        (Operator.DoesNotEndWith, Operator.DoesNotContain, Texts),
        (Operator.HasAny, Operator.HasAll, Sets),
        (Operator.HasAny, Operator.HasNone, Sets),
        (Operator.HasAll, Operator.HasAny, Sets),
        (Operator.HasNone, Operator.HasAny, Sets),
        (Operator.Null, Operator.NotNull, [.. Scalars, .. Sets]),
        (Operator.NotNull, Operator.Null, [.. Scalars, .. Sets]),
    ];

    private static readonly (Operator Operator, string[] Kinds)[] Negatives =
    [
        (Operator.NotEqual, Scalars),
        (Operator.NotBetween, Ordered),
        (Operator.NotIn, [.. Texts, .. Ordered]),
        (Operator.DoesNotContain, Texts),
        (Operator.DoesNotBeginWith, Texts),
        (Operator.DoesNotEndWith, Texts),
        (Operator.HasNone, Sets),
    ];

    private static readonly (Operator Operator, string[] Kinds)[] Lists =
    [
        (Operator.In, [.. Texts, .. Ordered]),
        (Operator.NotIn, [.. Texts, .. Ordered]),
        (Operator.HasAny, Sets),
        (Operator.HasAll, Sets),
        (Operator.HasNone, Sets),
    ];

    public static IEnumerable<Mutation> All =>
    [
        .. from n in Neighbours from kind in n.Kinds select On(n.From, kind, $"as '{n.To}'", leaf => leaf.Is(n.To, leaf.Value)),
        .. from n in Negatives
           from kind in n.Kinds
           select On(n.Operator, kind, "asks for a present value", leaf => Logic.All(leaf.Condition, leaf.Is(Operator.NotNull))),
        .. from l in Lists from kind in l.Kinds select On(l.Operator, kind, "takes the first of the list only", leaf => leaf.Is(l.Operator, new Operand.List([leaf.Values[0]]))),
        .. from l in Lists from kind in l.Kinds select On(l.Operator, kind, "takes the last of the list only", leaf => leaf.Is(l.Operator, new Operand.List([leaf.Values[^1]]))),
        .. from kind in Ordered from m in Ends(kind) select m,
        On(Operator.HasNone, "set", "as not 'hasAll'", leaf => Logic.Not(leaf.Is(Operator.HasAll, leaf.Value))),
    ];

    private static IEnumerable<Mutation> Ends(string kind)
    {
        foreach ((string name, Operator low, Operator high) in new[]
        {
            ("without both ends", Operator.GreaterThan, Operator.LessThan),
            ("without its low end", Operator.GreaterThan, Operator.AtMost),
            ("without its high end", Operator.AtLeast, Operator.LessThan),
        })
        {
            yield return On(Operator.Between, kind, name, Within);
            yield return On(Operator.NotBetween, kind, name, leaf => Logic.Not(Within(leaf)));

            Condition Within(Leaf leaf) => Logic.All(leaf.Is(low, leaf.Values[0]), leaf.Is(high, leaf.Values[1]));
        }
    }

    private static Mutation On(Operator @operator, string kind, string name, Func<Leaf, Condition> rule) =>
        Mutation.OfLeaf($"'{@operator}' on {kind} {name}", leaf => leaf.Operator == @operator && leaf.Kind == kind ? rule(leaf) : null);
}
