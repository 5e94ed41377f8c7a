namespace Segmentation.Predicates;

/// <summary>A table that a source is asked for: the rows at the end of a path of owned rows from a root.</summary>
internal sealed record TableId(SchemaEntity Root, string Path, SchemaEntity Entity)
{
    public TableId Child(string relation, SchemaEntity entity) =>
        new(Root, Path.Length == 0 ? relation : $"{Path}.{relation}", entity);

    /// <summary>The path of the table whose rows own these; null for a root.</summary>
    public string? Parent => Path.Length == 0 ? null : Path.LastIndexOf('.') is >= 0 and var dot ? Path[..dot] : "";

    public override string ToString() => Path.Length == 0 ? Root.Name : $"{Root.Name}.{Path}";
}

/// <summary>
/// A set of rows that nodes are evaluated over. Every domain but a root lies below a parent: its rows come in the order
/// of the parent's, so that each parent row has a run of them.
/// </summary>
internal abstract class DomainNode(int id, DomainNode? parent, SchemaEntity entity, TableId table, bool isSubject = false)
{
    public int Id { get; } = id;

    public DomainNode? Parent { get; } = parent;

    public SchemaEntity Entity { get; } = entity;

    /// <summary>The table that holds the rows' columns.</summary>
    public TableId Table { get; } = table;

    /// <summary>Whether the rows are reached from the subject; otherwise they are the same for every block.</summary>
    public bool IsOfSubject { get; } = parent?.IsOfSubject ?? isSubject;

    /// <summary>The nearest domain above this one whose entity has the name; null when there is none.</summary>
    public DomainNode? Ancestor(string entity)
    {
        for (DomainNode? domain = Parent; domain is not null; domain = domain.Parent)
        {
            if (domain.Entity.Name == entity)
                return domain;
        }

        return null;
    }
}

/// <summary>The customers of a block.</summary>
internal sealed class SubjectDomain(int id, SchemaEntity entity)
    : DomainNode(id, null, entity, new TableId(entity, "", entity), isSubject: true);

/// <summary>All rows of an entity that others refer to by key.</summary>
internal sealed class SharedDomain(int id, SchemaEntity entity) : DomainNode(id, null, entity, new TableId(entity, "", entity));

/// <summary>The rows that belong to each parent row: to-many, or at most one part.</summary>
internal sealed class OwnedDomain(int id, DomainNode parent, SchemaRelation relation, SchemaEntity entity)
    : DomainNode(id, parent, entity, parent.Table.Child(relation.Name, entity))
{
    public SchemaRelation Relation { get; } = relation;
}

/// <summary>The row that each parent row refers to by key, where there is one.</summary>
internal sealed class ReferredDomain(int id, DomainNode parent, ReferenceRelation relation, SharedDomain target)
    : DomainNode(id, parent, target.Entity, target.Table)
{
    public ReferenceRelation Relation { get; } = relation;

    public SharedDomain Target { get; } = target;
}

/// <summary>The row of an ancestor domain above each parent row: always one.</summary>
internal sealed class AncestorDomain(int id, DomainNode parent, DomainNode ancestor)
    : DomainNode(id, parent, ancestor.Entity, ancestor.Table)
{
    public DomainNode Target { get; } = ancestor;
}

/// <summary>The row chosen among the candidates of each parent row, where there is one.</summary>
internal sealed class SelectedDomain(
    int id, DomainNode parent, DomainNode candidates, Extreme take, IReadOnlyList<ValueNode> orderBy, PredicateNode? where)
    : DomainNode(id, parent, candidates.Entity, candidates.Table)
{
    public DomainNode Candidates { get; } = candidates;

    public Extreme Take { get; } = take;

    public IReadOnlyList<ValueNode> OrderBy { get; } = orderBy;

    public PredicateNode? Where { get; } = where;
}
