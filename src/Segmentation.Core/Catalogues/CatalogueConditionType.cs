namespace Segmentation;

/// <summary>A type of condition: one of the model's, or one that an integrator added.</summary>
public sealed record CatalogueConditionType
{
    internal CatalogueConditionType()
    {
    }

    /// <summary>The word in <c>type</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>A sentence that explains it; null when there is none.</summary>
    public required string? Help { get; init; }

    /// <summary>The properties beside <c>type</c>, in the order in which they are written.</summary>
    public required IReadOnlyList<string> Properties { get; init; }

    /// <summary>Whether a <c>where</c> may hold it.</summary>
    public required bool IsForRows { get; init; }

    /// <summary>The name of its category; null for the types of the model, and for one that declares none.</summary>
    public string? Category { get; init; }

    /// <summary>What each property of an added type takes; null for the types of the model, which an editor shows in ways of their own.</summary>
    public IReadOnlyList<CatalogueSetting>? Settings { get; init; }

    /// <summary>Whether the host answers it, in batches, when segments are evaluated.</summary>
    public bool IsExternal { get; init; }
}
