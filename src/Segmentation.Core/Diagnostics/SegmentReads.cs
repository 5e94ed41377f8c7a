using Segmentation.Binding;
using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>What a bound segment reads and depends on, from its nodes and from the names that its conditions use. Immutable once made.</summary>
internal sealed class SegmentReads
{
    private readonly SegmentSchema _schema;
    private readonly HashSet<SchemaEntity> _entities = [];
    private readonly HashSet<AttributeRead> _stored = [];
    private readonly HashSet<AttributeRead> _computed = [];
    private readonly HashSet<RelationRead> _relations = [];
    private readonly HashSet<string> _times = new(StringComparer.Ordinal);
    private readonly List<string> _references = [];

    public SegmentReads(SegmentSet set, BoundSegment segment)
    {
        _schema = set.Schema;
        _entities.Add(_schema.Subject);
        Read(segment.Definition);
        // A segment that is switched off has a membership of nothing, but still conditions.
        List<PredicateNode> predicates = [segment.Membership];
        if (segment.Conditions is { } conditions)
            Read(conditions, predicates);
        Read(new EvaluationPlan(set.Plan, predicates, [], []));
        References = [.. _references.Distinct()];
        string[] all = [.. References.SelectMany(id => set[id].AllReferences.Prepend(id)).Distinct().Order(StringComparer.Ordinal)];
        AllReferences = all;
        foreach (string id in all)
            Include(set[id]);
        Entities = [.. _schema.Entities.Where(_entities.Contains)];
        Stored = InOrder(_stored);
        Computed = InOrder(_computed);
        Relations = [.. _relations.OrderBy(r => r.ToString(), StringComparer.Ordinal)];
        TimeTerms = [.. _times.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<SchemaEntity> Entities { get; }

    public IReadOnlyList<AttributeRead> Stored { get; }

    public IReadOnlyList<AttributeRead> Computed { get; }

    public IReadOnlyList<RelationRead> Relations { get; }

    public IReadOnlyList<string> TimeTerms { get; }

    public bool IsTimeDependent { get; private set; }

    public IReadOnlyList<string> References { get; }

    public IReadOnlyList<string> AllReferences { get; }

    private static AttributeRead[] InOrder(IEnumerable<AttributeRead> attributes) =>
        [.. attributes.OrderBy(a => a.ToString(), StringComparer.Ordinal)];

    private void Include(BoundSegment other)
    {
        _entities.UnionWith(other.Entities);
        _stored.UnionWith(other.StoredAttributes);
        _computed.UnionWith(other.ComputedAttributes);
        _relations.UnionWith(other.Relations);
        _times.UnionWith(other.TimeTerms);
        IsTimeDependent |= other.IsTimeDependent;
    }

    // Dates are read even where the segment is switched off and its predicate is false whatever they are.
    private void Read(Segment definition)
    {
        if (definition.StartsAt is { } start)
            Time($"from {TimeTermText.Of(start)}", moves: true);
        if (definition.ExpiresAt is { } end)
            Time($"until {TimeTermText.Of(end)}", moves: true);
    }

    private void Read(BoundCondition condition, List<PredicateNode> predicates)
    {
        if (condition.Predicate is not null)
            predicates.Add(condition.Predicate);
        SchemaEntity row = condition.Domain.Entity;
        switch (condition.Condition)
        {
            case AttributeCondition attribute:
                Name(attribute.Attribute, row);
                Name(attribute.Value, row);
                break;
            case AggregateCondition aggregate:
                SchemaEntity? rows = Follow(aggregate.Relation.Split('.'), row);
                if (rows is not null && aggregate.Attribute is not null)
                    Name(aggregate.Attribute, rows);
                Name(aggregate.Value, row);
                break;
            case RelatedCondition related:
                Follow(related.Relation.Split('.'), row);
                break;
            case SegmentCondition segment:
                _references.Add(segment.Segment);
                break;
        }

        foreach (BoundCondition child in condition.Children)
            Read(child, predicates);
    }

    private void Name(Operand? operand, SchemaEntity row)
    {
        if (operand is Operand.Attribute other)
            Name(other.Path, row);
        foreach (Operand item in operand is Operand.List list ? list.Items : [])
            Name(item, row);
    }

    private void Name(string path, SchemaEntity row)
    {
        string[] names = path.Split('.');
        if (Follow(names.AsSpan(0, names.Length - 1), row) is { } entity && entity.FindAttribute(names[^1]) is { Computation: not null } computed)
            _computed.Add(new AttributeRead(entity, computed));
    }

    /// <summary>The entity at the end of a path of relations, of which the first name may be that of a row above.</summary>
    private SchemaEntity? Follow(ReadOnlySpan<string> names, SchemaEntity row)
    {
        SchemaEntity? entity = row;
        foreach (string name in names)
        {
            if (entity?.FindRelation(name) is not { } relation)
            {
                entity = _schema.FindEntity(name);
                continue;
            }

            _relations.Add(new RelationRead(entity, relation));
            entity = _schema.FindEntity(relation.Target);
        }

        return entity;
    }

    private void Read(EvaluationPlan plan)
    {
        foreach (object node in plan.Nodes)
        {
            switch (node)
            {
                case DomainNode domain:
                    Read(domain);
                    break;
                case ColumnNode column:
                    _stored.Add(new AttributeRead(column.Domain.Entity, column.Attribute));
                    break;
                case ReferredValueNode referred:
                    _relations.Add(new RelationRead(referred.Domain.Entity, referred.Relation));
                    break;
                case ReferredNode referred:
                    _relations.Add(new RelationRead(referred.Domain.Entity, referred.Relation));
                    break;
                case SetNode { Hierarchy: { } hierarchy }:
                    _relations.Add(new RelationRead(hierarchy.Rows.Entity, hierarchy.Parent));
                    break;
                case NotAfterAsOfNode:
                    Time("as-of", moves: true);
                    break;
                case AnniversaryNode anniversary:
                    Time(anniversary.Today);
                    break;
                case DatesNode or ExternalNode:
                    IsTimeDependent = true;
                    break;
                case RangeNode range:
                    Time(range.Range.Low?.Term);
                    Time(range.Range.High?.Term);
                    break;
            }
        }
    }

    private void Read(DomainNode domain)
    {
        _entities.Add(domain.Entity);
        SchemaRelation? relation = domain switch
        {
            OwnedDomain owned => owned.Relation,
            ReferredDomain referred => referred.Relation,
            _ => null,
        };
        if (relation is not null)
            _relations.Add(new RelationRead(domain.Parent!.Entity, relation));
    }

    private void Time(TimeTerm? term)
    {
        if (term is not null)
            Time(TimeTermText.Of(term), moves: term is not TimeTerm.StartOfDay);
    }

    private void Time(string text, bool moves)
    {
        _times.Add(text);
        IsTimeDependent |= moves;
    }
}
