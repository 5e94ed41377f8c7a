namespace Segmentation.Binding;

/// <summary>The aggregate functions: the types each can be taken of, and the type of what it gives.</summary>
internal static class FunctionTable
{
    private static readonly AttributeType[] Numbers = [AttributeType.Integer, AttributeType.Decimal];

    private static readonly AttributeType[] Ordered = [.. Numbers, AttributeType.Date, AttributeType.Instant];

    private static readonly AttributeType[] Scalars =
        [.. Enum.GetValues<AttributeType>().Where(static t => t != AttributeType.Set)];

    /// <summary>The types of attribute that a function can be taken of; none when it counts rows.</summary>
    public static IReadOnlyList<AttributeType> Takes(AggregateFunction function) => function switch
    {
        AggregateFunction.Count => [],
        AggregateFunction.CountDistinct => Scalars,
        AggregateFunction.Sum or AggregateFunction.Average => Numbers,
        _ => Ordered,
    };

    /// <summary>The type of the figure; null when the function is not for the type.</summary>
    /// <param name="function">The function.</param>
    /// <param name="of">The type of the attribute; null for a function of rows.</param>
    public static AttributeType? Result(AggregateFunction function, AttributeType? of)
    {
        if ((of is null) != (function == AggregateFunction.Count) || (of is { } type && !Takes(function).Contains(type)))
            return null;
        return function switch
        {
            AggregateFunction.Count or AggregateFunction.CountDistinct => AttributeType.Integer,
            AggregateFunction.Average => AttributeType.Decimal,
            _ => of,
        };
    }
}
