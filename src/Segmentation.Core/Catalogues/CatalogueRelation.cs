namespace Segmentation;

/// <summary>A relation that is offered: rows to ask about with quantifiers and functions, or a step of an attribute's path.</summary>
public sealed record CatalogueRelation
{
    internal CatalogueRelation()
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

    /// <summary>The name of the entity it leads to.</summary>
    public required string Target { get; init; }

    /// <summary>Whether one row may lead to several; only a relation that leads to one can be a step of an attribute's path.</summary>
    public required bool IsToMany { get; init; }

    /// <summary>
    /// Whether it leads up to the row that this one belongs to. Such a relation is there only where the row was reached
    /// from that one, which is where <see cref="Parents"/> of the relations walked name its <see cref="Target"/>.
    /// </summary>
    public required bool IsParent { get; init; }

    /// <summary>The quantifiers that a <c>related</c> condition over it can have.</summary>
    public required IReadOnlyList<Quantifier> Quantifiers { get; init; }

    /// <summary>
    /// The entities whose rows become visible by name inside a <c>where</c> over this relation, the nearest first; those
    /// that were visible where the relation starts stay so. Of two of one name the nearest is meant.
    /// </summary>
    public required IReadOnlyList<string> Parents { get; init; }
}
