using System.Globalization;
using Segmentation.Testing;

namespace Segmentation.Files.Tests.Conformance;

/// <summary>Writes a dataset as a data directory.</summary>
internal static class DatasetFiles
{
    /// <summary>Why a data directory cannot hold the dataset; null when it can.</summary>
    public static string? Refusal(Dataset data)
    {
        IEnumerable<object> values = data.Schema.Entities.SelectMany(e => data.Rows(e.Name)).SelectMany(ValuesOf);
        return values.Any(v => v is "" || (v is IReadOnlyList<string> set && set.Any(t => t.Length == 0 || t.Contains('|', StringComparison.Ordinal))))
            ? "A CSV file has no empty text, and no set with '|' or an empty text in it."
            : null;
    }

    public static void Write(Dataset data, string directory)
    {
        foreach (SchemaEntity entity in data.Schema.Entities)
        {
            IReadOnlyList<DatasetRow> rows = data.Rows(entity.Name);
            if (rows.Count == 0 && entity != data.Schema.Subject)
                continue;
            using var writer = new StreamWriter(Path.Combine(directory, $"{entity.PluralName}.csv"));
            List<(string Header, Func<DatasetRow, string?> Field)> columns = [.. Columns(data.Schema, entity)];
            writer.WriteLine(string.Join(',', columns.Select(c => c.Header)));
            foreach (DatasetRow row in rows)
                writer.WriteLine(string.Join(',', columns.Select(c => Quoted(c.Field(row)))));
        }
    }

    private static IEnumerable<object> ValuesOf(DatasetRow row) => row.Values.Values.Concat(row.Parts.Values.SelectMany(ValuesOf));

    private static IEnumerable<(string, Func<DatasetRow, string?>)> Columns(SegmentSchema schema, SchemaEntity entity)
    {
        yield return ("id", row => row.Key);
        foreach (SchemaEntity parent in schema.Entities.Where(e => e.Relations.Any(r => r is ManyRelation && r.Target == entity.Name)))
            yield return ($"{parent.Name}_id", row => row.Parents.GetValueOrDefault(parent.Name));
        foreach ((string header, Func<DatasetRow, string?> field) in Own(entity, "", row => row))
            yield return (header, field);
        foreach (PartRelation part in entity.Relations.OfType<PartRelation>())
        {
            string suffix = "_" + part.Target;
            string prefix = part.Name.EndsWith(suffix, StringComparison.Ordinal) ? part.Name[..^suffix.Length] : part.Name;
            foreach ((string header, Func<DatasetRow, string?> field) in Own(schema.FindEntity(part.Target)!, prefix + "_", row => row.Parts.GetValueOrDefault(part.Name)))
                yield return (header, field);
        }
    }

    private static IEnumerable<(string, Func<DatasetRow, string?>)> Own(SchemaEntity entity, string prefix, Func<DatasetRow, DatasetRow?> of)
    {
        foreach (ReferenceRelation reference in entity.Relations.OfType<ReferenceRelation>())
            yield return ($"{prefix}{reference.Name}_id", row => of(row)?.References.GetValueOrDefault(reference.Name));
        foreach (SchemaAttribute attribute in entity.Attributes.Where(a => a.Computation is null))
            yield return (prefix + attribute.Name, row => Text(of(row)?[attribute.Name]));
    }

    private static string Quoted(string? field) => field is null ? "" : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Text(object? value) => value switch
    {
        bool truth => truth ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture),
        IReadOnlyList<string> set => string.Join('|', set),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string?)value,
    };
}
