namespace Segmentation.Files.Export;

/// <summary>
/// Keeps spreadsheets from taking a text for a formula. A text that they might take for one gets an apostrophe in front, and
/// so does one that would then look like it had been given one, so that nothing is lost: whoever takes one apostrophe off
/// every text that has it before such a beginning has what was there.
/// </summary>
internal static class FormulaGuard
{
    private const char Mark = '\'';

    // The ASCII ones, the controls that spreadsheets skip, and the full-width forms that some take for the same.
    private const string Beginnings = "=+-@\t\r\n＝＋－＠";

    /// <summary>Whether a spreadsheet might take the text for a formula.</summary>
    public static bool IsRisky(string text) => text.Length > 0 && Beginnings.Contains(text[0], StringComparison.Ordinal);

    /// <summary>The text as it can be written where spreadsheets guess what a field is.</summary>
    public static string Guard(string text) => IsMarkable(text) ? Mark + text : text;

    /// <summary>The text that was guarded.</summary>
    public static string Unguard(string text) => text.Length > 1 && text[0] == Mark && IsMarkable(text[1..]) ? text[1..] : text;

    private static bool IsMarkable(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart(Mark);
        return rest.Length > 0 && Beginnings.Contains(rest[0], StringComparison.Ordinal);
    }
}
