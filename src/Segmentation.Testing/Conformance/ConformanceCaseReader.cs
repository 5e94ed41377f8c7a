using System.Text.Json;

namespace Segmentation.Testing;

/// <summary>
/// Reads cases. Segments are kept as the text they are written in, so that also what no JSON library would keep (a number
/// with too many places, half a surrogate pair) reaches the code under test.
/// </summary>
internal static class ConformanceCaseReader
{
    private static readonly HashSet<string> Properties = new(StringComparer.Ordinal)
    {
        "name", "requirement", "asOf", "timeZone", "options", "data", "segments", "lists", "expected", "errors", "refusedBy",
    };

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000, AllowDuplicateProperties = true };

    public static IReadOnlyList<ConformanceCase> Read(string json, string origin)
    {
        using JsonDocument document = JsonDocument.Parse(json, Deep);
        var cases = new List<ConformanceCase>();
        foreach (JsonElement element in document.RootElement.EnumerateArray())
        {
            string place = $"{origin}[{cases.Count}]";
            try
            {
                cases.Add(ReadCase(element));
            }
            catch (Exception e) when (e is FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
            {
                throw new FormatException($"{place}: {e.Message}", e);
            }
        }

        return cases;
    }

    private static ConformanceCase ReadCase(JsonElement element)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!Properties.Contains(property.Name))
                throw new FormatException($"A case has no property '{property.Name}'.");
        }

        var read = new ConformanceCase
        {
            Name = Text(element, "name"),
            Requirements = element.GetProperty("requirement") is { ValueKind: JsonValueKind.Array } several ? Texts(several) : [Text(element, "requirement")],
            AsOf = DatasetValues.Instant(Text(element, "asOf")) ?? throw new FormatException("asOf is no instant."),
            TimeZone = element.TryGetProperty("timeZone", out JsonElement zone) ? zone.GetString() : null,
            Options = ConformanceOptions.Parse(element.TryGetProperty("options", out JsonElement options)
                ? options.EnumerateObject().ToDictionary(o => o.Name, o => o.Value.GetString()!)
                : []),
            Data = element.GetProperty("data").GetRawText(),
            Segments = element.GetProperty("segments").GetRawText(),
            Lists = element.TryGetProperty("lists", out JsonElement lists) ? lists.GetRawText() : null,
            Expected = element.TryGetProperty("expected", out JsonElement expected)
                ? expected.EnumerateObject().ToDictionary(e => e.Name, e => Texts(e.Value), StringComparer.Ordinal)
                : null,
            Errors = element.TryGetProperty("errors", out JsonElement errors)
                ? [.. errors.EnumerateArray().Select(e => new ExpectedProblem(Text(e, "path"), Text(e, "code")))]
                : null,
            RefusedBy = element.TryGetProperty("refusedBy", out JsonElement refusedBy) ? Texts(refusedBy) : [],
        };
        if (read.Requirements.Count == 0)
            throw new FormatException($"'{read.Name}' proves no requirement.");
        if ((read.Expected is null) == (read.Errors is null))
            throw new FormatException($"'{read.Name}' needs either expected members or errors.");
        return read;
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static IReadOnlyList<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];
}
