namespace Segmentation.Tests.Diagnostics;

/// <summary>Segments of the commerce vocabulary, bound for what is warned of.</summary>
internal static class Warned
{
    private static readonly SegmentSchema Schema = CommerceSchema.Create();

    /// <summary>Path and code of each warning of one segment with a condition; the path begins at the segment.</summary>
    public static string[] Condition(string json) => Codes(Bind($$"""{ "id": "s", "conditions": {{json}} }"""));

    public static string[] Codes(SegmentSet set) => [.. set.Warnings.Select(w => $"{w.Path.Replace("segments[0].", "", StringComparison.Ordinal)} {w.Code}")];

    public static SegmentSet Bind(params string[] segments) =>
        SegmentSet.Bind(Schema, SegmentFile.Read($$"""{ "version": 1, "segments": [ {{string.Join(", ", segments)}} ] }"""));

    public static string All(params string[] conditions) => Group("all", true, conditions);

    public static string Any(params string[] conditions) => Group("any", true, conditions);

    public static string Group(string match, bool are, params string[] conditions) =>
        $$"""{ "type": "combination", "match": "{{match}}", "are": {{(are ? "true" : "false")}}, "conditions": [ {{string.Join(", ", conditions)}} ] }""";

    /// <summary>A comparison written as <c>attribute operator operand</c>, the operand as JSON or left out.</summary>
    public static string Is(string text)
    {
        string[] parts = text.Split(' ', 3);
        string value = parts.Length == 3 ? $$""", "value": {{parts[2]}}""" : "";
        return $$"""{ "type": "attribute", "attribute": "{{parts[0]}}", "operator": "{{parts[1]}}"{{value}} }""";
    }

    public static string Related(string relation, string quantifier, string? where = null) =>
        $$"""{ "type": "related", "relation": "{{relation}}", "quantifier": "{{quantifier}}"{{Where(where)}} }""";

    /// <summary>A figure written as <c>function attribute operator operand</c>; a count has <c>-</c> for its attribute.</summary>
    public static string Figure(string relation, string text, string? where = null)
    {
        string[] parts = text.Split(' ', 4);
        string attribute = parts[1] == "-" ? "" : $$""" "attribute": "{{parts[1]}}",""";
        return $$"""{ "type": "aggregate", "relation": "{{relation}}", "function": "{{parts[0]}}",{{attribute}} "operator": "{{parts[2]}}", "value": {{parts[3]}}{{Where(where)}} }""";
    }

    private static string Where(string? where) => where is null ? "" : $$""", "where": {{where}}""";
}
