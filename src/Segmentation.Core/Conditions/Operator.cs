namespace Segmentation;

/// <summary>How a value is compared. The set is open by name; binding refuses a name that is not registered.</summary>
/// <param name="Name">The name in JSON, such as <c>&gt;=</c> or <c>doesNotContain</c>.</param>
public sealed record Operator(string Name)
{
    /// <summary>Present, and equal.</summary>
    public static Operator Equal { get; } = new("=");

    /// <summary>Exactly when <see cref="Equal"/> does not hold; holds on a missing value.</summary>
    public static Operator NotEqual { get; } = new("!=");

    /// <summary>Present, and less.</summary>
    public static Operator LessThan { get; } = new("<");

    /// <summary>Present, and less or equal.</summary>
    public static Operator AtMost { get; } = new("<=");

    /// <summary>Present, and greater.</summary>
    public static Operator GreaterThan { get; } = new(">");

    /// <summary>Present, and greater or equal.</summary>
    public static Operator AtLeast { get; } = new(">=");

    /// <summary>Present, and between two bounds, both included.</summary>
    public static Operator Between { get; } = new("between");

    /// <summary>Exactly when <see cref="Between"/> does not hold.</summary>
    public static Operator NotBetween { get; } = new("notBetween");

    /// <summary>Present, and equal to one of a list.</summary>
    public static Operator In { get; } = new("in");

    /// <summary>Exactly when <see cref="In"/> does not hold.</summary>
    public static Operator NotIn { get; } = new("notIn");

    /// <summary>Present text that contains the literal.</summary>
    public static Operator Contains { get; } = new("contains");

    /// <summary>Exactly when <see cref="Contains"/> does not hold.</summary>
    public static Operator DoesNotContain { get; } = new("doesNotContain");

    /// <summary>Present text that begins with the literal.</summary>
    public static Operator BeginsWith { get; } = new("beginsWith");

    /// <summary>Exactly when <see cref="BeginsWith"/> does not hold.</summary>
    public static Operator DoesNotBeginWith { get; } = new("doesNotBeginWith");

    /// <summary>Present text that ends with the literal.</summary>
    public static Operator EndsWith { get; } = new("endsWith");

    /// <summary>Exactly when <see cref="EndsWith"/> does not hold.</summary>
    public static Operator DoesNotEndWith { get; } = new("doesNotEndWith");

    /// <summary>The set has at least one of the list.</summary>
    public static Operator HasAny { get; } = new("hasAny");

    /// <summary>The set has every one of the list.</summary>
    public static Operator HasAll { get; } = new("hasAll");

    /// <summary>Exactly when <see cref="HasAny"/> does not hold.</summary>
    public static Operator HasNone { get; } = new("hasNone");

    /// <summary>Missing; for a set, empty. Takes no value.</summary>
    public static Operator Null { get; } = new("null");

    /// <summary>Present; for a set, not empty. Takes no value.</summary>
    public static Operator NotNull { get; } = new("notNull");

    /// <summary>The name in JSON.</summary>
    public override string ToString() => Name;
}
