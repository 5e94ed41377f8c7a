using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Segmentation.Testing;

public sealed partial class Dataset
{
    /// <summary>
    /// Reads the data of a case: an object with an array of rows for each entity, named in the plural. A row has its key
    /// in <c>id</c>, the keys of rows it belongs or refers to in <c>…_id</c>, parts as objects, sets as arrays, dates and
    /// instants as ISO 8601 texts, null or nothing for a missing value, and custom attributes as <c>name:type</c> or <c>name</c>.
    /// </summary>
    /// <param name="schema">What the data is of; the dataset's own schema also has the custom attributes.</param>
    /// <param name="json">The object.</param>
    /// <exception cref="SegmentDataException">The data breaks a rule.</exception>
    /// <exception cref="SegmentDefinitionException">A custom attribute has no valid name, or is declared twice.</exception>
    /// <exception cref="JsonException">The text is no JSON, or a property repeats.</exception>
    public static Dataset Parse(SegmentSchema schema, string json)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(json);
        return DatasetReader.Read(schema, CaseJson.ReadObject(json));
    }

    /// <summary>The data as <see cref="Parse"/> reads it back with the same schema; for failure messages and files.</summary>
    public string ToJson()
    {
        var data = new JObject();
        foreach (SchemaEntity entity in Schema.Entities.Where(e => _rows[e.Name].Count > 0))
            data.Add(entity.PluralName, new JArray(_rows[entity.Name].Select(RowJson)));
        return data.ToString(Formatting.Indented);
    }

    private static JObject RowJson(DatasetRow row)
    {
        var item = new JObject();
        if (row.Key is not null)
            item.Add("id", row.Key);
        foreach ((string parent, string key) in row.Parents)
            item.Add($"{parent}_id", key);
        foreach ((string reference, string key) in row.References)
            item.Add($"{reference}_id", key);
        foreach ((string name, object value) in row.Values)
            item.Add(name, ValueJson(value));
        foreach ((string name, DatasetRow part) in row.Parts)
            item.Add(name, RowJson(part));
        return item;
    }

    private static JToken ValueJson(object value) => value switch
    {
        IReadOnlyList<string> texts => new JArray(texts),
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", System.Globalization.CultureInfo.InvariantCulture),
        _ => JToken.FromObject(value),
    };
}
