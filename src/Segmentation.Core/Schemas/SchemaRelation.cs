namespace Segmentation;

/// <summary>A named way from the rows of one entity to rows of another. Immutable.</summary>
public abstract class SchemaRelation
{
    private protected SchemaRelation(string name, string target)
    {
        Name = name;
        Target = target;
    }

    /// <summary>The name in conditions.</summary>
    public string Name { get; }

    /// <summary>The name of the entity it leads to.</summary>
    public string Target { get; }

    /// <summary>Whether one row may lead to several.</summary>
    public abstract bool IsToMany { get; }
}

/// <summary>Rows that belong to one row of this entity, such as a customer's orders.</summary>
public sealed class ManyRelation : SchemaRelation
{
    internal ManyRelation(string name, string target) : base(name, target)
    {
    }

    /// <inheritdoc/>
    public override bool IsToMany => true;
}

/// <summary>At most one row that is a part of this row, such as an order's shipping address.</summary>
public sealed class PartRelation : SchemaRelation
{
    internal PartRelation(string name, string target) : base(name, target)
    {
    }

    /// <inheritdoc/>
    public override bool IsToMany => false;
}

/// <summary>A row that many rows refer to by key, such as an item's product. A key that leads to no row reads as missing.</summary>
public sealed class ReferenceRelation : SchemaRelation
{
    internal ReferenceRelation(string name, string target) : base(name, target)
    {
    }

    /// <inheritdoc/>
    public override bool IsToMany => false;
}

/// <summary>The row that this row belongs to: the other direction of a <see cref="ManyRelation"/>.</summary>
public sealed class ParentRelation : SchemaRelation
{
    internal ParentRelation(string name, string target) : base(name, target)
    {
    }

    /// <inheritdoc/>
    public override bool IsToMany => false;
}

/// <summary>One row chosen among those of a to-many relation, such as a customer's last order.</summary>
public sealed class SelectedRelation : SchemaRelation
{
    internal SelectedRelation(string name, string target, Selection selection) : base(name, target) => Selection = selection;

    /// <summary>How the row is chosen.</summary>
    public Selection Selection { get; }

    /// <inheritdoc/>
    public override bool IsToMany => false;
}

/// <summary>Another name for a path of relations, such as a customer's shipments through the orders.</summary>
public sealed class ThroughRelation : SchemaRelation
{
    internal ThroughRelation(string name, string target, string path, bool isToMany) : base(name, target)
    {
        Path = path;
        IsToMany = isToMany;
    }

    /// <summary>The dotted path that this name stands for.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override bool IsToMany { get; }
}

/// <summary>
/// How one row is chosen among several: of those that satisfy <paramref name="Where"/>, the first when they are ordered
/// by <paramref name="OrderBy"/>; ties by key.
/// </summary>
/// <param name="Relation">The to-many relation of the same entity whose rows are candidates.</param>
/// <param name="Take">Whether the greatest or the least is taken, in every attribute and in the key.</param>
/// <param name="OrderBy">Stored integer, decimal, date or instant attributes of the candidate, most significant first;
/// a missing value is less than every present one when the greatest is taken, and greater when the least is. May be empty: then only keys decide.</param>
/// <param name="Where">Which rows are candidates; null for all.</param>
public sealed record Selection(string Relation, Extreme Take, IReadOnlyList<string> OrderBy, CombinationCondition? Where = null);

/// <summary>Which end of an order.</summary>
public enum Extreme
{
    /// <summary>The greatest.</summary>
    Greatest,

    /// <summary>The least.</summary>
    Least,
}
