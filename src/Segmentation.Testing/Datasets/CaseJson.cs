using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Segmentation.Testing;

/// <summary>JSON as cases need it: no guessing of dates, exact decimals, no repeated properties, nothing after the end.</summary>
internal static class CaseJson
{
    private static readonly JsonLoadSettings Strict = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    public static JObject ReadObject(string json) =>
        Read(json) as JObject ?? throw new JsonException("An object was expected.");

    public static JArray ReadArray(string json) =>
        Read(json) as JArray ?? throw new JsonException("An array was expected.");

    private static JToken Read(string json)
    {
        using var text = new StringReader(json);
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        JToken token = JToken.ReadFrom(reader, Strict);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
                throw new JsonException($"Line {reader.LineNumber}: there is more after the end.");
        }

        return token;
    }
}
