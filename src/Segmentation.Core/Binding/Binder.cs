using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Binding;

/// <summary>
/// Gives conditions their meaning under a schema: names become attributes and relations, operands become typed bounds,
/// and everything that is wrong becomes a problem with its path. Knows no instant.
/// </summary>
internal sealed partial class Binder(SegmentSchema schema, NodeFactory factory, BindOptions options)
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>What a condition can see: its row, how far up its parents are visible, and its zone.</summary>
    /// <param name="Domain">The rows it is tested on.</param>
    /// <param name="Top">The outermost domain whose rows it may name.</param>
    /// <param name="Zone">The time zone of calendar steps.</param>
    /// <param name="Depth">The nesting level of the condition, from 1.</param>
    /// <param name="IsWhere">Whether it is tested on rows behind the customer.</param>
    private readonly record struct Context(DomainNode Domain, DomainNode Top, string Zone, int Depth, bool IsWhere);

    private void Refuse(string path, string code, string message)
    {
        if (_expandedAt is null)
        {
            _problems.Add(new Problem(path, code, message));
            return;
        }

        // What a plug-in stands for has no place of its own in a file: the plug-in's place is told instead, the same thing once.
        var problem = new Problem(_expandedAt, code, $"{_expanded} stands for conditions that are refused. {message}");
        if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    /// <summary>A schema's computed attributes and relations, bound once each, so that a mistake shows when it is built.</summary>
    public void CheckSchema()
    {
        foreach ((SchemaEntity entity, DomainNode domain) in Reachable())
        {
            foreach (SchemaAttribute attribute in entity.Attributes)
            {
                if (attribute.Computation is not null || attribute.Hierarchy is not null)
                    BindAttribute(attribute, domain, "UTC", $"{entity.Name}.{attribute.Name}");
            }

            foreach (SchemaRelation relation in entity.Relations)
            {
                if (relation is ParentRelation or SelectedRelation or ThroughRelation)
                    CheckRelation(relation, domain, $"{entity.Name}.{relation.Name}");
            }
        }

        CheckRoles();
    }

    /// <summary>What every attribute of an entity is bound to, in the order of the schema; the schema has been checked.</summary>
    public IEnumerable<(SchemaEntity Entity, SchemaAttribute Attribute, BoundValue Value)> BoundAttributes() =>
        from reached in Reachable()
        from attribute in reached.Entity.Attributes
        select (reached.Entity, attribute, BindAttribute(attribute, reached.Domain, "UTC", attribute.Name)!);

    private void CheckRelation(SchemaRelation relation, DomainNode domain, string path)
    {
        DomainNode? rows = Step(domain, relation, "UTC", path);
        if (rows is not null && rows.Entity.Name != relation.Target)
            Refuse(path, "schema.entity", $"The relation is declared to lead to '{relation.Target}', but it leads to '{rows.Entity.Name}'.");
    }

    private void CheckRoles()
    {
        Check(schema.Roles.Guest, "Guest", AttributeType.Boolean);
        Check(schema.Roles.Website, "Website", AttributeType.Choice, AttributeType.Text);
        Check(schema.Roles.Store, "Store", AttributeType.Choice, AttributeType.Text);
        Check(schema.Roles.Group, "Group", AttributeType.Choice, AttributeType.Text);

        void Check(string? name, string role, params ReadOnlySpan<AttributeType> types)
        {
            if (name is null)
                return;
            if (schema.Subject.FindAttribute(name) is not { } attribute || !types.Contains(attribute.Type))
                Refuse($"roles.{role}", "schema.role", $"'{name}' is no {types[0]} attribute of '{schema.Subject.Name}'; name one, or leave the role out.");
        }
    }

    /// <summary>Every entity with one way to its rows: from the subject where there is one, else all its rows.</summary>
    private IEnumerable<(SchemaEntity Entity, DomainNode Domain)> Reachable()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<DomainNode>([factory.Subject(schema.Subject)]);
        int next = 0;
        while (true)
        {
            while (queue.TryDequeue(out DomainNode? domain))
            {
                if (!seen.Add(domain.Entity.Name))
                    continue;
                yield return (domain.Entity, domain);
                foreach (SchemaRelation relation in domain.Entity.Relations.Where(r => r is ManyRelation or PartRelation))
                    queue.Enqueue(factory.Owned(domain, relation, schema.FindEntity(relation.Target)!));
            }

            while (next < schema.Entities.Count && seen.Contains(schema.Entities[next].Name))
                next++;
            if (next == schema.Entities.Count)
                yield break;
            queue.Enqueue(factory.Shared(schema.Entities[next]));
        }
    }

    private static bool IsZone(string id) => Frame.IsZone(id);
}
