using System.Text;
using Newtonsoft.Json;

namespace Segmentation;

/// <summary>
/// The second pass over a document: its values with their places. Newtonsoft's own tree is of no use here, because it
/// drops repeated properties and rounds numbers.
/// </summary>
internal sealed class JsonTree
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonTextReader _reader;
    private readonly IReadOnlyList<JsonShape> _shapes;
    private readonly DocumentProblems _problems;
    private int _tokens;
    private int _values;

    private JsonTree(JsonTextReader reader, IReadOnlyList<JsonShape> shapes, DocumentProblems problems)
    {
        _reader = reader;
        _shapes = shapes;
        _problems = problems;
    }

    /// <summary>The root of a text, or null when it is not JSON, which is then the only problem.</summary>
    public static JsonNode? Read(string json, DocumentProblems problems) => Read(json, Encoding.UTF8.GetBytes(json), problems);

    /// <summary>The root of a text in UTF-8, with or without a byte order mark.</summary>
    public static JsonNode? Read(ReadOnlySpan<byte> utf8, DocumentProblems problems)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        string json;
        try
        {
            json = Strict.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            JsonGrammar.ReportEncoding(utf8, e.Index, problems);
            return null;
        }

        return Read(json, utf8, problems);
    }

    private static JsonNode? Read(string json, ReadOnlySpan<byte> utf8, DocumentProblems problems)
    {
        if (JsonGrammar.Check(utf8, problems) is not { } shapes)
            return null;
        using var text = new StringReader(json);
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = JsonGrammar.MaxDepth };
        return new JsonTree(reader, shapes, problems).ReadValue(null, null, 0);
    }

    private JsonNode ReadValue(JsonPlace? parent, string? name, int index)
    {
        JsonShape shape = Advance(out string? number);
        return ReadCurrent(shape, number, new JsonPlace(parent, name, index, _values++));
    }

    private JsonNode ReadCurrent(JsonShape shape, string? number, JsonPlace place) => number is not null
        ? Number(place, number)
        : _reader.TokenType switch
        {
            JsonToken.StartObject => new JsonObject(place, Members(place)),
            JsonToken.StartArray => new JsonArray(place, Items(place)),
            JsonToken.String => Text(place, (string)_reader.Value!, shape),
            JsonToken.Boolean => new JsonBoolean(place, (bool)_reader.Value!),
            _ => new JsonNull(place),
        };

    private List<JsonMember> Members(JsonPlace place)
    {
        var members = new List<JsonMember>();
        while (true)
        {
            JsonShape shape = Advance(out _);
            if (_reader.TokenType == JsonToken.EndObject)
                return members;
            string name = (string)_reader.Value!;
            bool isReadable = shape != JsonShape.BrokenText && TextRules.Refusal(name) is null;
            members.Add(new JsonMember(name, isReadable, ReadValue(place, name, 0)));
        }
    }

    private List<JsonNode> Items(JsonPlace place)
    {
        var items = new List<JsonNode>();
        while (true)
        {
            JsonShape shape = Advance(out string? number);
            if (number is null && _reader.TokenType == JsonToken.EndArray)
                return items;
            items.Add(ReadCurrent(shape, number, new JsonPlace(place, null, items.Count, _values++)));
        }
    }

    private JsonText Text(JsonPlace place, string value, JsonShape shape)
    {
        string? refusal = shape == JsonShape.BrokenText ? "the text has an unpaired surrogate" : TextRules.Refusal(value);
        var text = new JsonText(place, refusal is null ? value : null);
        if (refusal is not null)
            _problems.Add(text, ProblemCodes.TextInvalid, refusal + "; databases disagree about such texts, remove it");
        return text;
    }

    private JsonNumber Number(JsonPlace place, string written)
    {
        var number = new JsonNumber(place, NumberText.Exact(written));
        if (number.Value is null)
        {
            _problems.Add(number, ProblemCodes.NumberPrecision,
                $"{(written.Length <= 60 ? written : written[..60] + "…")} has more digits than a decimal can hold (28 or 29); write a shorter number");
        }

        return number;
    }

    /// <summary>
    /// Moves to the next token. A number is read as text: read as a number it would be rounded, or refused for its
    /// length with an exception.
    /// </summary>
    private JsonShape Advance(out string? number)
    {
        JsonShape shape = _shapes[_tokens++];
        number = null;
        if (shape == JsonShape.Number)
            number = _reader.ReadAsString();
        else
            _reader.Read();
        return shape;
    }
}
