namespace Segmentation.Sql;

/// <summary>
/// Conditions of a statement. One that is unknown, as a value is missing, counts as not held: that is what AND, OR, WHERE and
/// CASE make of it, and only a negation has to say so.
/// </summary>
internal static class Logic
{
    // Databases count how deep a condition is, and a chain is as deep as it is long.
    private const int LongestChain = 64;

    public const string True = "TRUE";

    public const string False = "FALSE";

    public static string Constant(bool value) => value ? True : False;

    /// <summary>All of the conditions; a null is none.</summary>
    public static string All(params IReadOnlyList<string?> conditions) => Combine(conditions, " AND ", True, False);

    /// <summary>Any of the conditions.</summary>
    public static string Any(params IReadOnlyList<string?> conditions) => Combine(conditions, " OR ", False, True);

    /// <summary>Whether a condition does not hold: it is false or unknown.</summary>
    public static string Not(string condition) => condition switch
    {
        True => False,
        False => True,
        _ when condition.StartsWith("EXISTS (", StringComparison.Ordinal) => $"NOT {condition}",
        _ => $"({condition}) IS NOT TRUE",
    };

    /// <summary>All of the conditions behind WHERE; empty when there are none.</summary>
    public static string Where(IReadOnlyList<string> conditions) => All(conditions) switch
    {
        True => "",
        ['(', .. var inner, ')'] when conditions.Count(c => c != True) > 1 => $"\nWHERE {inner}",
        var all => $"\nWHERE {all}",
    };

    private static string Combine(IReadOnlyList<string?> conditions, string and, string neutral, string decisive)
    {
        string[] kept = [.. conditions.OfType<string>().Where(c => c != neutral)];
        if (kept.Contains(decisive))
            return decisive;
        while (kept.Length > LongestChain)
            kept = [.. kept.Chunk(LongestChain).Select(chunk => Join(chunk, and))];
        return kept.Length == 0 ? neutral : Join(kept, and);
    }

    private static string Join(string[] conditions, string and) => conditions.Length == 1 ? conditions[0] : $"({string.Join(and, conditions)})";
}
