using Newtonsoft.Json.Linq;

namespace Segmentation.Testing;

/// <summary>The attributes that a case's data has and its schema lacks: <c>name:type</c>, or <c>name</c> with the type of its values.</summary>
internal sealed class CustomAttributes
{
    private readonly Dictionary<(string Entity, string Property), (string Name, AttributeType? Type)> _declared = [];
    private readonly Dictionary<(string Entity, string Name), List<JToken>> _values = [];

    public static CustomAttributes Find(SegmentSchema schema, JObject data)
    {
        var found = new CustomAttributes();
        foreach (JProperty property in data.Properties())
        {
            SchemaEntity entity = DatasetReader.EntityOf(schema, property.Name);
            foreach (JObject item in DatasetReader.ObjectsOf(property))
                found.Collect(schema, entity, item, isPart: false);
        }

        return found;
    }

    /// <summary>The attribute that a property gives the value of.</summary>
    public string NameOf(string entity, string property) =>
        _declared.TryGetValue((entity, property), out (string Name, AttributeType? Type) custom) ? custom.Name : property;

    public SegmentSchema Extend(SegmentSchema schema)
    {
        if (_declared.Count == 0)
            return schema;
        return schema.Extend(builder =>
        {
            foreach (((string entity, _), (string name, AttributeType? type)) in _declared)
                builder.Entity(entity, e => Declare(e, name, type ?? DatasetValues.Infer(_values[(entity, name)])));
        });
    }

    private static EntityBuilder Declare(EntityBuilder entity, string name, AttributeType type) => type switch
    {
        AttributeType.Integer => entity.Integer(name),
        AttributeType.Decimal => entity.Decimal([name]),
        AttributeType.Boolean => entity.Boolean(name),
        AttributeType.Date => entity.Date(name),
        AttributeType.Instant => entity.Instant(name),
        AttributeType.Set => entity.Set(name),
        _ => entity.Text(name),
    };

    private void Collect(SegmentSchema schema, SchemaEntity entity, JObject item, bool isPart)
    {
        foreach (JProperty property in item.Properties())
        {
            (string? parent, SchemaRelation? relation) = DatasetReader.Meaning(schema, entity, property.Name);
            if (relation is PartRelation && property.Value is JObject part)
                Collect(schema, schema.FindEntity(relation.Target)!, part, isPart: true);
            if (parent is not null || relation is not null || (property.Name == "id" && !isPart) || entity.FindAttribute(property.Name) is not null)
                continue;
            string[] words = property.Name.Split(':');
            AttributeType? type = words.Length == 1 ? null : TypeOf(entity, property.Name, words);
            _declared[(entity.Name, property.Name)] = (words[0], type);
            if (!_values.TryGetValue((entity.Name, words[0]), out List<JToken>? values))
                _values.Add((entity.Name, words[0]), values = []);
            if (property.Value.Type != JTokenType.Null)
                values.Add(property.Value);
        }
    }

    private static AttributeType TypeOf(SchemaEntity entity, string property, string[] words) => (words.Length, words[^1]) switch
    {
        (2, "text") => AttributeType.Text,
        (2, "integer") => AttributeType.Integer,
        (2, "decimal") => AttributeType.Decimal,
        (2, "boolean") => AttributeType.Boolean,
        (2, "date") => AttributeType.Date,
        (2, "instant") => AttributeType.Instant,
        (2, "set") => AttributeType.Set,
        _ => throw new SegmentDataException(entity.Name, property, null, "a custom attribute is declared as name:type with one of text, integer, decimal, boolean, date, instant, set"),
    };
}
