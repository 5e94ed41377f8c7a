using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Segmentation.Testing;

/// <summary>Reads rows from the JSON of a case: an array of objects for each entity, named in the plural.</summary>
internal sealed class DatasetReader
{
    private const string Id = "id";

    private readonly JObject _data;
    private readonly CustomAttributes _custom;
    private readonly SegmentSchema _schema;

    private DatasetReader(SegmentSchema schema, JObject data)
    {
        _data = data;
        _custom = CustomAttributes.Find(schema, data);
        _schema = _custom.Extend(schema);
    }

    public static Dataset Read(SegmentSchema schema, JObject data)
    {
        var reader = new DatasetReader(schema, data);
        return new Dataset(reader._schema, [.. reader.Rows()]);
    }

    /// <summary>The entity whose rows a property of the data holds.</summary>
    public static SchemaEntity EntityOf(SegmentSchema schema, string plural) =>
        schema.Entities.FirstOrDefault(e => e.PluralName == plural)
        ?? throw new SegmentDataException(plural, null, null, $"no entity is named so in the plural; there are {string.Join(", ", schema.Entities.Select(e => e.PluralName))}");

    public static IEnumerable<JObject> ObjectsOf(JProperty property) => property.Value is JArray array
        ? array.Select(item => item as JObject ?? throw new SegmentDataException(property.Name, null, null, "every row is an object"))
        : throw new SegmentDataException(property.Name, null, null, "the rows are an array");

    /// <summary>The entity that a property names the parent of, the relation that it belongs to, or nothing.</summary>
    public static (string? Parent, SchemaRelation? Relation) Meaning(SegmentSchema schema, SchemaEntity entity, string property)
    {
        if (entity.FindRelation(property) is PartRelation part)
            return (null, part);
        if (!property.EndsWith("_id", StringComparison.Ordinal))
            return (null, null);
        string name = property[..^3];
        if (entity.FindRelation(name) is ReferenceRelation reference)
            return (null, reference);
        bool owns = schema.FindEntity(name)?.Relations.Any(r => r is ManyRelation && r.Target == entity.Name) ?? false;
        return (owns ? name : null, null);
    }

    private IEnumerable<DatasetRow> Rows() =>
        from property in _data.Properties()
        let entity = EntityOf(_schema, property.Name)
        from item in ObjectsOf(property)
        select Row(entity, item, isPart: false);

    private DatasetRow Row(SchemaEntity entity, JObject item, bool isPart)
    {
        string? id = null;
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = new Dictionary<string, DatasetRow>(StringComparer.Ordinal);
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (JProperty property in item.Properties().Where(p => p.Value.Type != JTokenType.Null))
        {
            (string? parent, SchemaRelation? relation) = Meaning(_schema, entity, property.Name);
            if (property.Name == Id && !isPart)
                id = Key(entity, property);
            else if (parent is not null)
                parents.Add(parent, Key(entity, property));
            else if (relation is ReferenceRelation)
                references.Add(relation.Name, Key(entity, property));
            else if (relation is not null)
                AddPart(parts, entity, relation, property);
            else
                AddValue(values, entity, id, property);
        }

        return new DatasetRow(entity.Name) { Key = id, Parents = parents, References = references, Parts = parts, Values = values };
    }

    private void AddPart(Dictionary<string, DatasetRow> parts, SchemaEntity entity, SchemaRelation relation, JProperty property)
    {
        if (property.Value is not JObject item)
            throw new SegmentDataException(entity.Name, property.Name, null, "a part is an object");
        DatasetRow part = Row(_schema.FindEntity(relation.Target)!, item, isPart: true);
        if (part.Values.Count + part.References.Count + part.Parts.Count > 0)
            parts.Add(relation.Name, part);
    }

    private void AddValue(Dictionary<string, object> values, SchemaEntity entity, string? id, JProperty property)
    {
        string name = _custom.NameOf(entity.Name, property.Name);
        SchemaAttribute attribute = entity.FindAttribute(name) ?? throw new SegmentDataException(entity.Name, name, id, "the entity has no such attribute");
        object? value = DatasetValues.Read(attribute.Type, property.Value);
        if (value is null)
            throw new SegmentDataException(entity.Name, name, id, $"{property.Value.ToString(Newtonsoft.Json.Formatting.None)} is no value of type {attribute.Type}");
        if (!values.TryAdd(name, value))
            throw new SegmentDataException(entity.Name, name, id, "the attribute is given twice");
    }

    private static string Key(SchemaEntity entity, JProperty property) => property.Value.Type switch
    {
        JTokenType.String => (string)property.Value!,
        JTokenType.Integer => Convert.ToString(((JValue)property.Value).Value, CultureInfo.InvariantCulture)!,
        _ => throw new SegmentDataException(entity.Name, property.Name, null, "a key is a whole number or a text"),
    };
}
