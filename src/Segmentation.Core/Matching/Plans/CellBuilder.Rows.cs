using Segmentation.Predicates;

namespace Segmentation.Matching;

internal sealed partial class CellBuilder
{
    /// <summary>The rows of a domain as they are seen from rows that stand for the same domain, one below it or one above it.</summary>
    public RowsCell Rows(DomainNode domain, RowsCell from)
    {
        for (RowsCell? above = from; above is not null; above = above.Parent)
        {
            if (above.Domain == domain)
                return above;
        }

        RowsCell parent = Rows(domain.Parent!, from);
        if (!_rows.TryGetValue((domain, parent), out RowsCell? cell))
            _rows.Add((domain, parent), cell = Place(Create(domain, parent)));
        return cell;
    }

    /// <summary>The rows that rows refer to, as those see them that are asked of all rows of the entity.</summary>
    public RowsCell Referred(DomainNode shared, ReferenceRelation relation, RowsCell parent)
    {
        if (!_referred.TryGetValue((shared, relation, parent), out RowsCell? cell))
            _referred.Add((shared, relation, parent), cell = Place(CreateReferred(shared, parent, relation)));
        return cell;
    }

    private RowsCell Create(DomainNode domain, RowsCell parent) => domain switch
    {
        OwnedDomain owned => CreateOwned(owned, parent),
        ReferredDomain referred => CreateReferred(referred, parent, referred.Relation),
        AncestorDomain ancestor => new AncestorRows(RowsCount++, ancestor, parent, Rows(ancestor.Target, parent)),
        SelectedDomain selected => CreateSelected(selected, parent),
        _ => throw new InvalidOperationException($"The domain {domain.GetType().Name} is unknown."),
    };

    private OwnedRows CreateOwned(OwnedDomain domain, RowsCell parent)
    {
        RelationMapping[] relations = [.. parent.Sources.Select(s => MappedRelation(s.Mapping, domain.Relation))];
        return new OwnedRows(RowsCount++, domain, parent, relations, [.. relations.Select(r => _sources.Entities[r.Target!])]);
    }

    private SelectedRows CreateSelected(SelectedDomain domain, RowsCell parent)
    {
        RowsCell candidates = Rows(domain.Candidates, parent);
        NumberCell[] orderBy = [.. domain.OrderBy.Select(v => Numbers(v, candidates))];
        PredicateCell? where = domain.Where is null ? null : Predicate(domain.Where, candidates);
        return new SelectedRows(RowsCount++, domain, parent, candidates, orderBy, where);
    }

    private ReferredRows CreateReferred(DomainNode domain, RowsCell parent, ReferenceRelation relation)
    {
        KnownRows? known = _sources.Known.GetValueOrDefault(relation.Target);
        var sources = new List<MappedEntity>();
        var ways = new List<ReferenceWay>();
        foreach (MappedEntity source in parent.Sources)
        {
            RelationMapping mapping = MappedRelation(source.Mapping, relation);
            if (mapping.Target is null)
            {
                if (known is null)
                {
                    throw new MatchRefusal(
                        $"the rows of '{relation.Target}' are known by key alone at {source.Mapping.Path}: give them by .WithRows(\"{relation.Target}\", map, rows), "
                        + $"or map '{relation.Name}' to an object by .One(…)");
                }

                ways.Add(new ReferenceWay(null, null, 0, source.ReferenceKey(mapping)));
                continue;
            }

            ways.Add(new ReferenceWay(source.ReferredRow(mapping), _sources.Entities[mapping.Target], sources.Count, null));
            sources.Add(_sources.Entities[mapping.Target]);
        }

        if (known is not null)
            sources.Add(known.Entity);
        return new ReferredRows(RowsCount++, domain, parent, relation, ways, known, sources);
    }

    private static RelationMapping MappedRelation(EntityMapping mapping, SchemaRelation relation) =>
        mapping.FindRelation(relation.Name) ?? throw NotMapped(mapping, relation.Name, relation is ManyRelation ? "Many" : "One");

    private static AttributeMapping MappedAttribute(EntityMapping mapping, SchemaAttribute attribute)
    {
        AttributeMapping found = mapping.FindAttribute(attribute.Name) ?? throw NotMapped(mapping, attribute.Name, "Attribute");
        return found.Attribute.Type == attribute.Type
            ? found
            : throw new MatchRefusal(
                $"'{mapping.Entity.Name}.{attribute.Name}' is mapped as {found.Attribute.Type} and asked for as {attribute.Type}: bind and map with one schema");
    }

    private static MatchRefusal NotMapped(EntityMapping mapping, string name, string method) =>
        new($"'{mapping.Entity.Name}.{name}' is not mapped: add .{method}(\"{name}\", …) to the map at {mapping.Path}");
}
