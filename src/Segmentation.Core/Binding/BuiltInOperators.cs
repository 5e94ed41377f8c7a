namespace Segmentation.Binding;

/// <summary>What an operator tests when it is positive; a negative one is the opposite of one of these.</summary>
internal enum Test
{
    Equal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Between,
    In,
    Contains,
    BeginsWith,
    EndsWith,
    HasAny,
    HasAll,
    Present,
}

/// <summary>The operators that the model itself has, registered as a plug-in's are.</summary>
internal static class BuiltInOperators
{
    private static readonly AttributeType[] Texts = [AttributeType.Text, AttributeType.Choice];

    private static readonly AttributeType[] Ordered =
        [AttributeType.Integer, AttributeType.Decimal, AttributeType.Date, AttributeType.Instant, AttributeType.Elapsed];

    private static readonly AttributeType[] Scalars = [.. Texts, .. Ordered, AttributeType.Boolean];

    /// <summary>In the order in which messages list them.</summary>
    public static IReadOnlyList<AttributeOperator> All { get; } =
    [
        new BuiltInOperator(Operator.Equal, Operator.NotEqual, Test.Equal, Scalars),
        new BuiltInOperator(Operator.LessThan, null, Test.Less, Ordered),
        new BuiltInOperator(Operator.AtMost, null, Test.AtMost, Ordered),
        new BuiltInOperator(Operator.GreaterThan, null, Test.Greater, Ordered),
        new BuiltInOperator(Operator.AtLeast, null, Test.AtLeast, Ordered),
        new BuiltInOperator(Operator.Between, Operator.NotBetween, Test.Between, Ordered),
        new BuiltInOperator(Operator.In, Operator.NotIn, Test.In, [.. Texts, .. Ordered]),
        new BuiltInOperator(Operator.Contains, Operator.DoesNotContain, Test.Contains, Texts),
        new BuiltInOperator(Operator.BeginsWith, Operator.DoesNotBeginWith, Test.BeginsWith, Texts),
        new BuiltInOperator(Operator.EndsWith, Operator.DoesNotEndWith, Test.EndsWith, Texts),
        new BuiltInOperator(Operator.HasAny, Operator.HasNone, Test.HasAny, [AttributeType.Set]),
        new BuiltInOperator(Operator.HasAll, null, Test.HasAll, [AttributeType.Set]),
        new BuiltInOperator(Operator.NotNull, Operator.Null, Test.Present, [.. Scalars, AttributeType.Set]),
    ];
}
