using System.Globalization;
using System.Text;

namespace Segmentation;

/// <summary>Texts of a file as they appear in paths and messages: short, and free of characters that break a line or a log.</summary>
internal static class Quoting
{
    private const int Longest = 80;

    /// <summary>The text between single quotes, shortened when it is long.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder().Append('\'');
        AppendEscaped(quoted, text.AsSpan(0, Math.Min(text.Length, Longest)));
        if (text.Length > Longest)
            quoted.Append('…');
        return quoted.Append('\'').ToString();
    }

    /// <summary>Appends a property to a path: <c>.name</c>, or <c>['a name']</c> when it is no plain word.</summary>
    public static void AppendName(StringBuilder path, string name)
    {
        if (name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$'))
        {
            if (path.Length > 0)
                path.Append('.');
            path.Append(name);
            return;
        }

        path.Append("['");
        AppendEscaped(path, name);
        path.Append("']");
    }

    private static void AppendEscaped(StringBuilder target, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '\'' or '\\')
            {
                target.Append('\\').Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                target.Append(c).Append(text[++i]);
            }
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
            {
                target.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                target.Append(c);
            }
        }
    }
}
