namespace Segmentation;

/// <summary>
/// The distinct texts of a column, numbered from 0 in the order of first appearance. Append-only. A source that reads a
/// column into several batches uses one dictionary for all of them, so that a condition is tested once a distinct text; it
/// may begin another one when too many texts would stay in memory. Not safe for concurrent writing.
/// </summary>
public sealed class TextDictionary
{
    // What a string takes beside its characters, and the reference to it.
    private const int BytesOfAString = 22 + 8;

    private readonly List<string> _texts = [];
    private Dictionary<string, int>? _codes;
    private Searchable? _searchable;

    /// <summary>How many distinct texts there are.</summary>
    public int Count => _texts.Count;

    /// <summary>The text of a code.</summary>
    public string this[int code] => _texts[code];

    /// <summary>The code of a text, which is added when it is new.</summary>
    /// <exception cref="FormatException">The text has U+0000 or an unpaired surrogate, which no engine may see.</exception>
    public int Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _codes ??= Index();
        if (_codes.TryGetValue(text, out int code))
            return code;
        TextRules.Require(text);
        code = _texts.Count;
        _codes.Add(text, code);
        _texts.Add(text);
        return code;
    }

    /// <summary>The bytes that the texts take, and what finds them while more are added.</summary>
    internal long Bytes => _texts.Sum(t => (long)BytesOfAString + 2 * t.Length) + (_codes?.Count ?? 0) * 28L + (_searchable?.Blob?.Bytes ?? 0);

    /// <summary>The texts put together for searching; null when some are not ASCII. Made when first asked for and no texts come any more.</summary>
    internal FoldedBlob? Blob
    {
        get
        {
            if (_searchable is not { } known || known.Count != _texts.Count)
                _searchable = known = new Searchable(_texts.Count, FoldedBlob.Of(_texts));
            return known.Blob;
        }
    }

    /// <summary>Lets go of what only adding needs; a text that is added all the same has it built anew.</summary>
    internal void Complete()
    {
        _codes = null;
        _texts.TrimExcess();
    }

    private Dictionary<string, int> Index()
    {
        var codes = new Dictionary<string, int>(_texts.Count, StringComparer.Ordinal);
        for (int code = 0; code < _texts.Count; code++)
            codes.Add(_texts[code], code);
        return codes;
    }

    // Found twice at worst, by two evaluations at once; the texts are the same.
    private sealed record Searchable(int Count, FoldedBlob? Blob);
}
