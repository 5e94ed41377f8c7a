namespace Segmentation.Testing.Generation;

/// <summary>The operators of each type.</summary>
internal static class OperatorChoice
{
    private static readonly Operator[] Texts =
    [
        Operator.Equal, Operator.NotEqual, Operator.In, Operator.NotIn, Operator.Contains, Operator.DoesNotContain, Operator.BeginsWith,
        Operator.DoesNotBeginWith, Operator.EndsWith, Operator.DoesNotEndWith, Operator.Null, Operator.NotNull,
    ];

    private static readonly Operator[] Ordered =
    [
        Operator.Equal, Operator.NotEqual, Operator.LessThan, Operator.AtMost, Operator.GreaterThan, Operator.AtLeast, Operator.Between,
        Operator.NotBetween, Operator.In, Operator.NotIn, Operator.Null, Operator.NotNull,
    ];

    private static readonly Operator[] Booleans = [Operator.Equal, Operator.NotEqual, Operator.Null, Operator.NotNull];

    private static readonly Operator[] Sets = [Operator.HasAny, Operator.HasAll, Operator.HasNone, Operator.Null, Operator.NotNull];

    public static IReadOnlyList<Operator> For(AttributeType type) => type switch
    {
        AttributeType.Text or AttributeType.Choice => Texts,
        AttributeType.Boolean => Booleans,
        AttributeType.Set => Sets,
        _ => Ordered,
    };

    public static bool TakesNoValue(Operator @operator) => @operator == Operator.Null || @operator == Operator.NotNull;
}
