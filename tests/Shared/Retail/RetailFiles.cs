using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared;

/// <summary>The files of a data directory as texts: a sample of their rows, and a copy that is harder to segment.</summary>
internal sealed class RetailFiles(string directory)
{
    private const int OneCustomerIn = 150;
    private const int OneItemIn = 10;

    // What rows refer to comes after them.
    private static readonly string[] Names = ["customers", "addresses", "orders", "order_items", "products"];

    /// <summary>Some customers with all their orders and some items of them, to draw literals from.</summary>
    public Dataset Sample(SegmentSchema schema)
    {
        var data = new JObject();
        var kept = new RetailSample(OneCustomerIn, OneItemIn);
        foreach (string name in Names)
        {
            SchemaEntity entity = schema.Entities.Single(e => e.PluralName == name);
            var rows = new JArray();
            foreach (Dictionary<string, string> row in Read(name).Where(row => kept.Takes(name, row)))
                rows.Add(Json(entity, row));
            data.Add(name, rows);
        }

        return Dataset.Parse(schema, data.ToString(Formatting.None));
    }

    /// <summary>Writes the same rows with values missing, ties, other cases and instants between two microseconds. Always the same ones.</summary>
    public RetailFiles CopyTo(string target)
    {
        var change = new RetailChange(new Random(20_111_209));
        foreach (string name in Names)
        {
            using var writer = new StreamWriter(Path.Combine(target, name + ".csv"));
            bool isFirst = true;
            foreach (Dictionary<string, string> row in Read(name))
            {
                change.Apply(name, row);
                if (isFirst)
                    writer.WriteLine(string.Join(',', row.Keys));
                isFirst = false;
                writer.WriteLine(string.Join(',', row.Values.Select(v => v.AsSpan().ContainsAny("\",\r\n") ? $"\"{v.Replace("\"", "\"\"")}\"" : v)));
            }
        }

        return new RetailFiles(target);
    }

    private IEnumerable<Dictionary<string, string>> Read(string name)
    {
        string path = Path.Combine(directory, name + ".csv");
        using Stream stream = File.Exists(path) ? File.OpenRead(path) : new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using CsvReader reader = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false });
        reader.Read();
        string[] header = Fields(reader);
        while (reader.Read())
            yield return header.Zip(Fields(reader)).ToDictionary(f => f.First, f => f.Second);
    }

    private static string[] Fields(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = Encoding.UTF8.GetString(reader.GetSpan(i));
        return fields;
    }

    private static JObject Json(SchemaEntity entity, Dictionary<string, string> row)
    {
        var item = new JObject();
        foreach ((string name, string text) in row)
        {
            // An empty field is a missing value; the texts of these files are never empty.
            if (text.Length > 0)
                item.Add(name, Token(entity.FindAttribute(name)?.Type, text));
        }

        return item;
    }

    private static JToken Token(AttributeType? type, string text) => type switch
    {
        AttributeType.Integer => long.Parse(text, CultureInfo.InvariantCulture),
        AttributeType.Decimal => new JValue(decimal.Parse(text, CultureInfo.InvariantCulture)),
        _ => text,
    };
}
