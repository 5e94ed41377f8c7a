namespace Segmentation.Mutate;

/// <summary>A comparison of an attribute, or of a figure over rows.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Operator">How it compares.</param>
/// <param name="Value">What with; null when the operator takes nothing.</param>
/// <param name="Kind">The type of the attribute in lower case; <c>figure</c> for a figure.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Leaf(Condition Condition, Operator Operator, Operand? Value, string Kind, Place Place)
{
    public const string Figure = "figure";

    public const string Custom = "custom";

    /// <summary>The values of a list, or the one value; none when the operator takes nothing.</summary>
    public IReadOnlyList<Operand> Values => Value switch { null => [], Operand.List list => list.Items, _ => [Value] };

    /// <summary>The attribute that is compared; null for a figure and for a custom attribute.</summary>
    public SchemaAttribute? Attribute => Condition is AttributeCondition leaf ? Place.Find(leaf.Attribute) : null;

    public static Leaf? Of(Condition condition, Place place) => condition switch
    {
        AttributeCondition leaf => new Leaf(condition, leaf.Operator, leaf.Value, KindOf(place.Find(leaf.Attribute)), place),
        AggregateCondition leaf => new Leaf(condition, leaf.Operator, leaf.Value, KindOf(leaf, place), place),
        _ => null,
    };

    /// <summary>The same value compared in another way.</summary>
    public Condition Is(Operator @operator, Operand? value = null) => Condition is AttributeCondition leaf
        ? leaf with { Operator = @operator, Value = value }
        : ((AggregateCondition)Condition) with { Operator = @operator, Value = value };

    // Of instants and dates a figure is of the same kind, so that rules of time find it.
    private static string KindOf(AggregateCondition leaf, Place place) =>
        leaf.Function is AggregateFunction.Min or AggregateFunction.Max
        && place.Over(leaf.Relation).Find(leaf.Attribute!) is { Type: AttributeType.Instant or AttributeType.Date } attribute
            ? KindOf(attribute)
            : Figure;

    private static string KindOf(SchemaAttribute? attribute) => attribute is null ? Custom : attribute.Type.ToString().ToLowerInvariant();
}
