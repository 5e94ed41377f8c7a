namespace Segmentation;

/// <summary>Which texts are refused in definitions and in data: databases disagree about them.</summary>
internal static class TextRules
{
    /// <summary>Why the text is refused, or null when it is fine.</summary>
    public static string? Refusal(ReadOnlySpan<char> text)
    {
        if (PlainText.Is(text))
            return null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\0')
                return $"the text has U+0000 at position {i}";
            if (!char.IsSurrogate(c))
                continue;
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return $"the text has an unpaired surrogate U+{(int)c:X4} at position {i}";
            i++;
        }

        return null;
    }

    /// <summary>The same as a sentence for who wrote it into a definition.</summary>
    public static string? Complaint(ReadOnlySpan<char> text) =>
        Refusal(text) is { } refusal ? $"{char.ToUpperInvariant(refusal[0])}{refusal[1..]}, which databases disagree about; remove it." : null;

    public static void Require(string text)
    {
        if (Refusal(text) is { } refusal)
            throw new FormatException(refusal);
    }
}
