using System.Globalization;
using System.Text.RegularExpressions;

namespace Segmentation;

/// <summary>
/// Typed values out of a document. Every method gives null for a value that cannot be taken, after reporting why; a text
/// or number that was refused when the tree was made is not reported again.
/// </summary>
internal sealed partial class ValueReader(DocumentProblems problems)
{
    public DocumentProblems Problems => problems;

    public string? Text(JsonNode node)
    {
        if (node is JsonText text)
            return text.Value;
        Mistyped(node, "a text in double quotes");
        return null;
    }

    public bool? Boolean(JsonNode node)
    {
        if (node is JsonBoolean boolean)
            return boolean.Value;
        Mistyped(node, "true or false");
        return null;
    }

    public decimal? Number(JsonNode node)
    {
        if (node is JsonNumber number)
            return number.Value;
        Mistyped(node, "a number");
        return null;
    }

    public int? Integer(JsonNode node)
    {
        if (Number(node) is not { } value)
            return null;
        if (value is >= int.MinValue and <= int.MaxValue && decimal.IsInteger(value))
            return (int)value;
        problems.Add(node, ProblemCodes.ValueType,
            FormattableString.Invariant($"write a whole number from {int.MinValue} to {int.MaxValue}, not {NumberText.Write(value)}"));
        return null;
    }

    public long? LongInteger(JsonNode node)
    {
        if (Number(node) is not { } value)
            return null;
        if (value is >= long.MinValue and <= long.MaxValue && decimal.IsInteger(value))
            return (long)value;
        problems.Add(node, ProblemCodes.ValueType,
            FormattableString.Invariant($"write a whole number from {long.MinValue} to {long.MaxValue}, not {NumberText.Write(value)}"));
        return null;
    }

    public DateOnly? Day(JsonNode node)
    {
        if (Text(node) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            return day;
        problems.Add(node, ProblemCodes.ValueType, $"{Quoting.Quote(text)} is not a day; write it as 2025-01-31");
        return null;
    }

    public T? Word<T>(JsonNode node)
        where T : struct, Enum
    {
        if (Text(node) is not { } word)
            return null;
        if (Words<T>.Find(word) is { } value)
            return value;
        problems.Add(node, ProblemCodes.ValueType,
            $"{Quoting.Quote(word)} is not a word for this{Suggest(word, Words<T>.All)}");
        return null;
    }

    public DateTimeOffset? Instant(JsonNode node)
    {
        if (Text(node) is not { } text)
            return null;
        if (InstantShape().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
        {
            return instant;
        }

        problems.Add(node, ProblemCodes.ValueType,
            $"{Quoting.Quote(text)} is not an instant; write it as 2025-01-31T10:00:00Z, or with an offset such as +02:00 in place of Z, "
            + "and at most 7 digits after the seconds");
        return null;
    }

    public JsonArray? Array(JsonNode node)
    {
        if (node is JsonArray array)
            return array;
        Mistyped(node, "an array in square brackets");
        return null;
    }

    public JsonObject? Object(JsonNode node, string what)
    {
        if (node is JsonObject value)
            return value;
        Mistyped(node, what);
        return null;
    }

    /// <summary>The texts of an array; those that can be taken when others cannot.</summary>
    public IReadOnlyList<string>? Texts(JsonNode node)
    {
        if (Array(node) is not { } array)
            return null;
        var texts = new List<string>(array.Items.Count);
        foreach (JsonNode item in array.Items)
        {
            if (Text(item) is { } text)
                texts.Add(text);
        }

        return texts;
    }

    public void Mistyped(JsonNode node, string wanted) =>
        problems.Add(node, ProblemCodes.ValueType, $"write {wanted} here, not {node.Kind}");

    /// <summary>The end of a message about a name that is not among the known ones.</summary>
    public static string Suggest(string name, IReadOnlyCollection<string> known) =>
        Spelling.Nearest(name, known) is { } nearest
            ? $"; did you mean '{nearest}'?"
            : $"; write one of {string.Join(", ", known)}";

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex InstantShape();
}
