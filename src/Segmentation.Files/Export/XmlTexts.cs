using System.Text;
using System.Xml;

namespace Segmentation.Files.Export;

/// <summary>Texts as XML can hold them.</summary>
internal static class XmlTexts
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with U+FFFD in place of what XML 1.0 cannot hold.</summary>
    public static string Clean(string text)
    {
        int first = FirstInvalid(text);
        if (first < 0)
            return text;
        var clean = new StringBuilder(text, 0, first, text.Length);
        for (int i = first; i < text.Length; i++)
        {
            if (IsPair(text, i))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : Replacement);
        }

        return clean.ToString();
    }

    /// <summary>Whether a character outside the basic plane begins at the place.</summary>
    public static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);

    private static int FirstInvalid(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i))
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return i;
        }

        return -1;
    }
}
