using Segmentation.Testing;

namespace Segmentation.InMemory.Tests.Conformance;

/// <summary>Maps bags as a schema has them: a map for one entity, and through it for all it leads to.</summary>
internal sealed class BagMap(Dataset data, SchemaEntity entity, BagMaps maps) : SubjectMap<Bag>
{

    public override void Configure(EntityMap<Bag> map)
    {
        _ = data.KeyKindOf(entity.Name) switch
        {
            KeyKind.Integer => map.Key(b => b.Key.Integer),
            KeyKind.Guid => map.Key(b => b.Key.Guid),
            _ => map.Key(b => b.Key.ToString()),
        };
        foreach (SchemaAttribute attribute in entity.Attributes.Where(a => a.Computation is null))
            Map(map, attribute.Name, attribute.Type);
        foreach (SchemaRelation relation in entity.Relations)
        {
            string name = relation.Name, target = relation.Target;
            BagMap other = maps.For(target);
            _ = relation switch
            {
                SelectedRelation when maps.AddressKindOf(relation) is { } kind => map.One(name, b => b.Address(kind), a => other.MapPart(a, except: "kind")),
                ManyRelation when maps.IsMadeOfParts(relation) => map,
                ManyRelation => map.Many(name, b => b.Many(target), other),
                PartRelation => map.One(name, b => b.Part(name), new PartMap(other)),
                ReferenceRelation => map.One(name, b => b.Reference(name, target), other),
                _ => map,
            };
        }
    }

    private void MapPart(EntityMap<Bag> map, string? except = null)
    {
        foreach (SchemaAttribute attribute in entity.Attributes.Where(a => a.Computation is null && a.Name != except))
            Map(map, attribute.Name, attribute.Type);
        foreach (ReferenceRelation relation in entity.Relations.OfType<ReferenceRelation>())
        {
            string name = relation.Name, target = relation.Target;
            map.One(name, b => b.Reference(name, target), maps.For(target));
        }
    }

    private static void Map(EntityMap<Bag> map, string name, AttributeType type) => _ = type switch
    {
        AttributeType.Integer => map.Attribute(name, b => b.Number<long>(name)),
        AttributeType.Decimal => map.Attribute(name, b => b.Number<decimal>(name)),
        AttributeType.Boolean => map.Attribute(name, b => b.Number<bool>(name)),
        AttributeType.Date => map.Attribute(name, b => b.Number<DateOnly>(name)),
        AttributeType.Instant => map.Attribute(name, b => b.Number<DateTimeOffset>(name)),
        AttributeType.Set => map.Attribute(name, b => b.Value<IReadOnlyList<string>>(name)),
        _ => map.Attribute(name, b => b.Value<string>(name)),
    };

    /// <summary>A part has no key of its own.</summary>
    private sealed class PartMap(BagMap entityMap) : SubjectMap<Bag>
    {
        public override void Configure(EntityMap<Bag> map) => entityMap.MapPart(map);
    }
}

/// <summary>One map an entity. A customer's addresses are rows of their own, or parts of the customer by kind.</summary>
internal sealed class BagMaps(Dataset data, bool addressesAreParts)
{
    private readonly Dictionary<string, BagMap> _maps = new(StringComparer.Ordinal);

    public BagMap For(string entity)
    {
        if (!_maps.TryGetValue(entity, out BagMap? map))
            _maps.Add(entity, map = new BagMap(data, data.Schema.FindEntity(entity)!, this));
        return map;
    }

    public string? AddressKindOf(SchemaRelation relation) => (addressesAreParts, relation.Name) switch
    {
        (true, "billing_address") => "billing",
        (true, "shipping_address") => "shipping",
        _ => null,
    };

    public bool IsMadeOfParts(SchemaRelation relation) => addressesAreParts && relation.Name == "addresses";
}
