namespace Segmentation;

/// <summary>An entity with what is offered of it.</summary>
public sealed class CatalogueEntity
{
    internal CatalogueEntity(
        string name,
        string label,
        string pluralLabel,
        string? help,
        IReadOnlyList<CatalogueAttribute> attributes,
        IReadOnlyList<CatalogueRelation> relations)
    {
        Name = name;
        Label = label;
        PluralLabel = pluralLabel;
        Help = help;
        Attributes = attributes;
        Relations = relations;
    }

    /// <summary>The name in the schema, by which rows below see this one inside <c>where</c>.</summary>
    public string Name { get; }

    /// <summary>What people call one row.</summary>
    public string Label { get; }

    /// <summary>What people call many rows.</summary>
    public string PluralLabel { get; }

    /// <summary>A sentence that explains it; null when there is none.</summary>
    public string? Help { get; }

    /// <summary>The attributes that are offered, in the order of the categories; those of none last, in the order of the schema.</summary>
    public IReadOnlyList<CatalogueAttribute> Attributes { get; }

    /// <summary>The relations that are offered, in the order of the categories; those of none last, in the order of the schema.</summary>
    public IReadOnlyList<CatalogueRelation> Relations { get; }
}
