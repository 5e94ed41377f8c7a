using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Segmentation.Sql.Store;

/// <summary>
/// Texts that every database keeps as they are. U+0000 and halves of surrogate pairs are none: PostgreSQL refuses them, and
/// SQLite changes them silently.
/// </summary>
internal static class StoredText
{
    /// <summary>A text that means something by what it is made of, such as an id.</summary>
    /// <exception cref="ArgumentException">It has U+0000 or half a surrogate pair.</exception>
    public static string Exact(string text) => IsStorable(text)
        ? text
        : throw new ArgumentException($"The text '{ForPeople(text)}' cannot be stored: it has U+0000 or half a surrogate pair.", nameof(text));

    /// <summary>A text for people to read, in which a replacement character stands for what cannot be stored.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? ForPeople(string? text)
    {
        if (text is null || IsStorable(text))
            return text;
        var storable = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            storable.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return storable.ToString();
    }

    private static bool IsStorable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))))
                return false;
        }

        return true;
    }
}
