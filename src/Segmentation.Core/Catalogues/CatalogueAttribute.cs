namespace Segmentation;

/// <summary>An attribute that is offered.</summary>
public sealed record CatalogueAttribute
{
    internal CatalogueAttribute()
    {
    }

    /// <summary>The name in conditions.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>A sentence that explains it; null when there is none.</summary>
    public required string? Help { get; init; }

    /// <summary>The name of its category.</summary>
    public required string Category { get; init; }

    /// <summary>The type of its values.</summary>
    public required AttributeType Type { get; init; }

    /// <summary>The operators it can be compared with; what each takes is in <see cref="CatalogueType.Operators"/>.</summary>
    public required IReadOnlyList<Operator> Operators { get; init; }

    /// <summary>The aggregate functions that can be taken of it over rows.</summary>
    public required IReadOnlyList<AggregateFunction> Functions { get; init; }

    /// <summary>The values of a closed choice, with labels; null for every other attribute, whose values are what the data has.</summary>
    public IReadOnlyList<CatalogueTerm>? Choices { get; init; }

    /// <summary>The name of the unit of its numbers, such as <c>days</c>; null when they have none.</summary>
    public string? Unit { get; init; }

    /// <summary>The number of decimal places that a source stores; null when it is not declared.</summary>
    public int? Scale { get; init; }

    /// <summary>The entity whose rows form a tree over the values of a set, which also match their descendants; null for none.</summary>
    public string? Hierarchy { get; init; }

    /// <summary>Whether its text compares by ordinal instead of ignoring case.</summary>
    public bool IsCaseSensitive { get; init; }

    /// <summary>Whether it is computed from others.</summary>
    public bool IsComputed { get; init; }
}
