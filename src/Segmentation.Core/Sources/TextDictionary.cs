namespace Segmentation;

/// <summary>
/// The distinct texts of a column, numbered from 0 in the order of first appearance. Append-only. A source that reads a
/// column into several batches uses one dictionary for all of them, so that a condition is tested once a distinct text; it
/// may begin another one when too many texts would stay in memory. Not safe for concurrent writing.
/// </summary>
public sealed class TextDictionary
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>How many distinct texts there are.</summary>
    public int Count => _texts.Count;

    /// <summary>The text of a code.</summary>
    public string this[int code] => _texts[code];

    /// <summary>The code of a text, which is added when it is new.</summary>
    /// <exception cref="FormatException">The text has U+0000 or an unpaired surrogate, which no engine may see.</exception>
    public int Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_codes.TryGetValue(text, out int code))
            return code;
        TextRules.Require(text);
        code = _texts.Count;
        _codes.Add(text, code);
        _texts.Add(text);
        return code;
    }
}
