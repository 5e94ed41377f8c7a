namespace Segmentation;

/// <summary>A typed attribute of an entity, stored by the source or computed. Immutable.</summary>
public sealed class SchemaAttribute
{
    internal SchemaAttribute(string name, AttributeType type)
    {
        Name = name;
        Type = type;
    }

    /// <summary>The name in conditions, in CSV headers and, by default, of the column.</summary>
    public string Name { get; }

    /// <summary>The type of its values.</summary>
    public AttributeType Type { get; }

    /// <summary>The values of a closed choice; null for every other attribute, open choices included.</summary>
    public IReadOnlyList<string>? Choices { get; internal init; }

    /// <summary>Whether text compares by ordinal instead of ignoring case.</summary>
    public bool IsCaseSensitive { get; internal init; }

    /// <summary>The number of decimal places that a source stores; null when it is not declared.</summary>
    public int? Scale { get; internal init; }

    /// <summary>
    /// The entity whose rows form a tree over this set's values (by key or by its attribute <c>name</c>), through its
    /// reference to itself; a condition on a value then also matches its descendants. Null for a flat set.
    /// </summary>
    public string? Hierarchy { get; internal init; }

    /// <summary>How the value is computed; null when the source stores it.</summary>
    public Computation? Computation { get; internal init; }
}
