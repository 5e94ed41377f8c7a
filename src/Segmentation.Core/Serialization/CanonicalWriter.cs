using System.Globalization;
using Newtonsoft.Json;

namespace Segmentation;

/// <summary>
/// Writes the one form that a document has: two spaces a level, LF, letters as themselves, numbers at their shortest
/// without an exponent, whatever the culture and the operating system.
/// </summary>
internal sealed class CanonicalWriter : IDisposable
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
    private readonly JsonTextWriter _json;
    private int _depth;

    public CanonicalWriter() => _json = new JsonTextWriter(_text)
    {
        Formatting = Formatting.Indented,
        Indentation = 2,
        Culture = CultureInfo.InvariantCulture,
    };

    public void StartObject()
    {
        Enter();
        _json.WriteStartObject();
    }

    public void EndObject()
    {
        _depth--;
        _json.WriteEndObject();
    }

    public void StartArray()
    {
        Enter();
        _json.WriteStartArray();
    }

    public void EndArray()
    {
        _depth--;
        _json.WriteEndArray();
    }

    public void Name(string name) => _json.WritePropertyName(name);

    public void Value(string value) => _json.WriteValue(value);

    public void Value(bool value) => _json.WriteValue(value);

    public void Value(decimal value) => _json.WriteRawValue(NumberText.Write(value));

    public void Null() => _json.WriteNull();

    /// <summary>Instants are written in UTC: equal ones have equal bytes, whatever offset their author used.</summary>
    public void Instant(DateTimeOffset value) =>
        Value(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    public void Property(string name, string value)
    {
        Name(name);
        Value(value);
    }

    public void Property(string name, bool value)
    {
        Name(name);
        Value(value);
    }

    public void Property(string name, decimal value)
    {
        Name(name);
        Value(value);
    }

    public void Property(string name, IReadOnlyList<string> values)
    {
        Name(name);
        StartArray();
        foreach (string value in values)
            Value(value);
        EndArray();
    }

    public override string ToString() => _text + "\n";

    public void Dispose()
    {
        ((IDisposable)_json).Dispose();
        _text.Dispose();
    }

    /// <summary>Stops before a tree is so deep that no reader would take it, or the stack end.</summary>
    private void Enter()
    {
        if (++_depth > JsonGrammar.MaxDepth)
        {
            throw new SegmentDefinitionException([new Problem("", ProblemCodes.JsonSyntax,
                FormattableString.Invariant($"the conditions nest deeper than the {JsonGrammar.MaxDepth} levels that a file can have; make them flatter"))]);
        }
    }
}
