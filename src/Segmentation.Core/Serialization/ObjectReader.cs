namespace Segmentation;

/// <summary>
/// The properties of one object: unknown and repeated ones are reported when it is made, missing and mistyped ones when
/// they are asked for. A value that cannot be taken is null, like one that is absent.
/// </summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, JsonNode> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _misspelt = new(StringComparer.Ordinal);
    private readonly string _what;

    /// <summary>Checks the names of an object's properties.</summary>
    /// <param name="node">The object.</param>
    /// <param name="what">What it is, for messages, such as <c>a segment</c>.</param>
    /// <param name="known">The names that it may have.</param>
    /// <param name="values">Reads the values and takes the reports.</param>
    public ObjectReader(JsonObject node, string what, IReadOnlyCollection<string> known, ValueReader values)
    {
        Node = node;
        Values = values;
        _what = what;
        foreach (JsonMember member in node.Members)
        {
            if (!known.Contains(member.Name, StringComparer.Ordinal))
                ReportUnknown(member, known);
            else if (!_values.TryAdd(member.Name, member.Value))
                ReportRepeated(member, values.Problems);
        }
    }

    public JsonObject Node { get; }

    public ValueReader Values { get; }

    /// <summary>Whether the object has the property, or one that was reported as a misspelling of it.</summary>
    public bool Mentions(string name) => _values.ContainsKey(name) || _misspelt.Contains(name);

    /// <summary>The value of a property that may be left out or null.</summary>
    public JsonNode? Optional(string name) => _values.GetValueOrDefault(name) is { } value and not JsonNull ? value : null;

    /// <summary>The value of a property that may be left out, but not be null.</summary>
    public JsonNode? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>The value of a property that must be there.</summary>
    public JsonNode? Required(string name)
    {
        if (!Mentions(name))
            Values.Problems.Add(Node, ProblemCodes.PropertyMissing, $"{_what} needs the property '{name}'; add it");
        return Find(name);
    }

    public string? RequiredText(string name) => Required(name) is { } node ? Values.Text(node) : null;

    public string? OptionalText(string name) => Optional(name) is { } node ? Values.Text(node) : null;

    public string? Text(string name) => Find(name) is { } node ? Values.Text(node) : null;

    public bool? Boolean(string name) => Find(name) is { } node ? Values.Boolean(node) : null;

    public bool? RequiredBoolean(string name) => Required(name) is { } node ? Values.Boolean(node) : null;

    public int? Integer(string name) => Find(name) is { } node ? Values.Integer(node) : null;

    public int? RequiredInteger(string name) => Required(name) is { } node ? Values.Integer(node) : null;

    public decimal? Number(string name) => Find(name) is { } node ? Values.Number(node) : null;

    public IReadOnlyList<string>? Texts(string name) => Find(name) is { } node ? Values.Texts(node) : null;

    public DateTimeOffset? OptionalInstant(string name) => Optional(name) is { } node ? Values.Instant(node) : null;

    public T? Word<T>(string name)
        where T : struct, Enum => Find(name) is { } node ? Values.Word<T>(node) : null;

    public T? RequiredWord<T>(string name)
        where T : struct, Enum => Required(name) is { } node ? Values.Word<T>(node) : null;

    /// <summary>Reports that an object has a property a second time.</summary>
    public static void ReportRepeated(JsonMember member, DocumentProblems problems) =>
        problems.Add(member.Value, ProblemCodes.PropertyRepeated, $"{Quoting.Quote(member.Name)} is written more than once; keep one");

    private void ReportUnknown(JsonMember member, IReadOnlyCollection<string> known)
    {
        if (Spelling.Nearest(member.Name, known) is { } nearest)
            _misspelt.Add(nearest);
        Values.Problems.Add(member.Value, ProblemCodes.PropertyUnknown,
            $"{Quoting.Quote(member.Name)} is not a property of {_what}{ValueReader.Suggest(member.Name, known)}");
    }
}
