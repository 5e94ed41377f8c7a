using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Segmentation.Sql;

/// <summary>
/// The words of SQL that a refresh inside a PostgreSQL-compatible database is made of, so that distributed databases
/// understand it. docs/pushdown.md says what each is for. A segment whose statement needs another one is not pushed down.
/// </summary>
internal static partial class PushdownConstructs
{
    /// <summary>Key words, and functions by their names, of the statements that go through customers and members.</summary>
    public static FrozenSet<string> Words { get; } = FrozenSet.ToFrozenSet(
        [
            "SELECT", "DISTINCT", "FROM", "JOIN", "FULL", "ON", "WHERE", "AS", "UNION", "ALL", "GROUP", "BY", "INSERT", "INTO", "DELETE", "UPDATE", "SET", "EXISTS",
            "AND", "OR", "NOT", "IN", "ANY", "IS", "NULL", "TRUE", "FALSE", "CASE", "WHEN", "THEN", "ELSE", "END", "CAST", "COLLATE",
            "COUNT", "SUM", "MIN", "MAX", "COALESCE", "NULLIF", "lower", "translate", "strpos", "right", "substr", "length", "char_length", "EXTRACT", "YEAR", "MONTH", "DAY",
            "CONFLICT", "DO", "row_number", "OVER", "ORDER",
        ],
        StringComparer.Ordinal);

    /// <summary>What those have besides that go through the few rows of leases, segments, results and history.</summary>
    public static FrozenSet<string> BookkeepingWords { get; } = FrozenSet.ToFrozenSet(["FOR", "WITH", "ORDINALITY", "unnest", "RETURNING", "NOTHING"], StringComparer.Ordinal);

    /// <summary>The words of a statement that are not among the first.</summary>
    public static IReadOnlyList<string> Others(string statement)
    {
        string bare = QuotedRegex().Replace(statement, "");
        return [.. WordRegex().Matches(bare).Select(m => m.Groups["word"].Value).Where(w => !Words.Contains(w)).Distinct()];
    }

    [GeneratedRegex("""
        "([^"]|"")*"|'([^']|'')*'
        """)]
    private static partial Regex QuotedRegex();

    // Names of columns, aliases and types are in small letters, and nothing but a function is followed by a parenthesis.
    [GeneratedRegex(@"\b(?<word>[A-Z]+)\b|\b(?<word>[a-z_]{2,})(?=\()")]
    private static partial Regex WordRegex();
}
