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

/// <summary>The operators by name: what each tests, whether it negates it, and the types it is for.</summary>
internal static class OperatorTable
{
    private static readonly AttributeType[] Texts = [AttributeType.Text, AttributeType.Choice];

    private static readonly AttributeType[] Ordered =
        [AttributeType.Integer, AttributeType.Decimal, AttributeType.Date, AttributeType.Instant, AttributeType.Elapsed];

    private static readonly AttributeType[] Scalars = [.. Texts, .. Ordered, AttributeType.Boolean];

    private static readonly Dictionary<string, Entry> Entries = new Entry[]
    {
        new(Operator.Equal, Test.Equal, false, Scalars),
        new(Operator.NotEqual, Test.Equal, true, Scalars),
        new(Operator.LessThan, Test.Less, false, Ordered),
        new(Operator.AtMost, Test.AtMost, false, Ordered),
        new(Operator.GreaterThan, Test.Greater, false, Ordered),
        new(Operator.AtLeast, Test.AtLeast, false, Ordered),
        new(Operator.Between, Test.Between, false, Ordered),
        new(Operator.NotBetween, Test.Between, true, Ordered),
        new(Operator.In, Test.In, false, [.. Texts, .. Ordered]),
        new(Operator.NotIn, Test.In, true, [.. Texts, .. Ordered]),
        new(Operator.Contains, Test.Contains, false, Texts),
        new(Operator.DoesNotContain, Test.Contains, true, Texts),
        new(Operator.BeginsWith, Test.BeginsWith, false, Texts),
        new(Operator.DoesNotBeginWith, Test.BeginsWith, true, Texts),
        new(Operator.EndsWith, Test.EndsWith, false, Texts),
        new(Operator.DoesNotEndWith, Test.EndsWith, true, Texts),
        new(Operator.HasAny, Test.HasAny, false, [AttributeType.Set]),
        new(Operator.HasAll, Test.HasAll, false, [AttributeType.Set]),
        new(Operator.HasNone, Test.HasAny, true, [AttributeType.Set]),
        new(Operator.Null, Test.Present, true, [.. Scalars, AttributeType.Set]),
        new(Operator.NotNull, Test.Present, false, [.. Scalars, AttributeType.Set]),
    }.ToDictionary(e => e.Operator.Name, StringComparer.Ordinal);

    /// <summary>Every operator, in the order in which people are shown them.</summary>
    public static IReadOnlyCollection<Entry> All => Entries.Values;

    public static Entry? Find(Operator @operator) => Entries.GetValueOrDefault(@operator.Name);

    /// <summary>The names of the operators for a type, or of all, in the order of the table, as a message lists them.</summary>
    public static string Names(AttributeType? type = null) =>
        string.Join(' ', Entries.Values.Where(e => type is null || e.Types.Contains(type.Value)).Select(e => e.Operator.Name));

    public sealed record Entry(Operator Operator, Test Test, bool IsNegative, IReadOnlyList<AttributeType> Types);
}
