using System.Numerics;
using Newtonsoft.Json;

namespace Segmentation.Cli.Listings;

/// <summary>Listings for programs. Instants and days are ISO 8601 texts.</summary>
internal static class JsonText
{
    public static async Task WriteAsync(Listing listing, Stream output, CancellationToken ct)
    {
        var text = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        await using (text.ConfigureAwait(false))
        {
            var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, CloseOutput = false };
            await using (json.ConfigureAwait(false))
            {
                if (listing.Facts.Count == 0)
                    Rows(json, listing, ct);
                else
                    Facts(json, listing, ct);
            }

            await text.WriteLineAsync().ConfigureAwait(false);
        }
    }

    private static void Facts(JsonTextWriter json, Listing listing, CancellationToken ct)
    {
        json.WriteStartObject();
        foreach ((string name, object? value) in listing.Facts)
            Property(json, name, value);
        if (listing.Columns.Count > 0)
        {
            json.WritePropertyName(listing.Name);
            Rows(json, listing, ct);
        }

        json.WriteEndObject();
    }

    private static void Rows(JsonTextWriter json, Listing listing, CancellationToken ct)
    {
        json.WriteStartArray();
        foreach (IReadOnlyList<object?> row in listing.Rows)
        {
            ct.ThrowIfCancellationRequested();
            json.WriteStartObject();
            for (int i = 0; i < row.Count; i++)
                Property(json, listing.Columns[i], row[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Property(JsonTextWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null or string or bool or int or long or decimal or BigInteger:
                json.WriteValue(value);
                break;
            case IEnumerable<string> texts:
                json.WriteStartArray();
                foreach (string text in texts)
                    json.WriteValue(text);
                json.WriteEndArray();
                break;
            default:
                json.WriteValue(ListingValues.Exact(value));
                break;
        }
    }
}
