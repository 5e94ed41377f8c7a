using System.Globalization;
using System.Text;
using System.Xml;

namespace Segmentation.Files.Export.Excel;

/// <summary>Texts of cells: no longer than a cell holds, and with the escapes of OOXML for what XML cannot hold.</summary>
internal static class CellTexts
{
    public const int Longest = 32_767;

    /// <summary>The text as it is written. <c>_xHHHH_</c> stands for a character; a text that has such letters itself has its underscore escaped.</summary>
    public static string Of(string text)
    {
        if (text.Length > Longest)
            text = Start(text, Longest - 1) + '…';
        int first = FirstEscaped(text, 0);
        if (first < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        int written = 0;
        for (int at = first; at >= 0; at = FirstEscaped(text, written))
        {
            escaped.Append(text, written, at - written);
            // Half a surrogate pair is no character, escaped or not.
            if (char.IsSurrogate(text[at]))
                escaped.Append('\uFFFD');
            else
                escaped.Append("_x").Append(((int)text[at]).ToString("X4", CultureInfo.InvariantCulture)).Append('_');
            written = at + 1;
        }

        return escaped.Append(text, written, text.Length - written).ToString();
    }

    /// <summary>The beginning of a text that does not cut a character in two.</summary>
    public static string Start(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    private static int FirstEscaped(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (XmlTexts.IsPair(text, i))
                i++;
            else if (text[i] == '\r' || !XmlConvert.IsXmlChar(text[i]) || IsLikeAnEscape(text, i))
                return i;
        }

        return -1;
    }

    private static bool IsLikeAnEscape(string text, int at) =>
        text[at] == '_' && at + 6 < text.Length && text[at + 1] is 'x' or 'X' && text[at + 6] == '_'
        && char.IsAsciiHexDigit(text[at + 2]) && char.IsAsciiHexDigit(text[at + 3]) && char.IsAsciiHexDigit(text[at + 4]) && char.IsAsciiHexDigit(text[at + 5]);
}
