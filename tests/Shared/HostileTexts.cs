namespace Segmentation.Tests.Shared;

/// <summary>Names and values that break statements which are put together from them.</summary>
internal static class HostileTexts
{
    /// <summary>Short enough for the names of any database; none has U+0000, which texts refuse.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "'; DROP TABLE canary; --", "\"; DROP TABLE canary; --", "]; DROP TABLE canary; --", "`; DROP TABLE canary; --", "');DELETE FROM canary;--",
        "' OR '1'='1", "\" OR \"1\"=\"1", "\\'; DROP TABLE canary; --", "\\", "'", "\"", "\"\"", "''", "a\"b'c`d]e[f", "$1", "$$", "$tag$", "@p0", ":p0", "?", "%", "_",
        "{0}", "{", "}", "--", "/*", "*/", ";", "\r\n", "\t", "a.b", " ", " x ", "SELECT", "NULL", "canary", "0x27", "%27", "&#39;", "\u2019", "\uFF07", "\u02BC",
        "\u202E", "e\u0301", "\u0130", "\U0001F600", "\uFEFF", "x\u00A0y",
    ];
}
