using Segmentation.Testing;

namespace Segmentation.InMemory.Tests.Conformance;

/// <summary>Maps bags as a schema has them: a map for one entity, and through it for all it leads to.</summary>
internal sealed class BagMap(Dataset data, SchemaEntity entity, Dictionary<string, BagMap> maps) : SubjectMap<Bag>
{
    public static BagMap For(Dataset data, SchemaEntity entity, Dictionary<string, BagMap> maps)
    {
        if (!maps.TryGetValue(entity.Name, out BagMap? map))
            maps.Add(entity.Name, map = new BagMap(data, entity, maps));
        return map;
    }

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
            BagMap other = For(data, data.Schema.FindEntity(target)!, maps);
            _ = relation switch
            {
                ManyRelation => map.Many(name, b => b.Many(target), other),
                PartRelation => map.One(name, b => b.Part(name), new PartMap(other)),
                ReferenceRelation => map.One(name, b => b.Reference(name, target), other),
                _ => map,
            };
        }
    }

    private void MapPart(EntityMap<Bag> map)
    {
        foreach (SchemaAttribute attribute in entity.Attributes.Where(a => a.Computation is null))
            Map(map, attribute.Name, attribute.Type);
        foreach (ReferenceRelation relation in entity.Relations.OfType<ReferenceRelation>())
        {
            string name = relation.Name, target = relation.Target;
            map.One(name, b => b.Reference(name, target), For(data, data.Schema.FindEntity(target)!, maps));
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
