namespace Segmentation.Matching;

/// <summary>Texts of a few rows: a host's own, or put together here without a string. Reused from match to match.</summary>
internal sealed class TextCells
{
    private string?[] _texts = new string?[4];
    private (int Start, int Length)[] _made = [];
    private char[] _characters = [];
    private int _used;

    public int Count { get; private set; }

    public bool IsPresent(int row) => _texts[row] is not null || (_made.Length > 0 && _made[row].Length > 0);

    /// <summary>The text of a row; empty where it is missing.</summary>
    public ReadOnlySpan<char> this[int row] => _texts[row] is { } text
        ? text
        : _made.Length > 0 ? _characters.AsSpan(_made[row].Start, _made[row].Length) : [];

    /// <summary>The text of a row that has one, as a string; a new one where it was put together.</summary>
    public string StringOf(int row) => _texts[row] ?? this[row].ToString();

    public void Clear()
    {
        _texts.AsSpan(0, Count).Clear();
        if (_made.Length > 0)
            Array.Clear(_made);
        Count = 0;
        _used = 0;
    }

    public void AppendMissing()
    {
        Grow();
        Count++;
    }

    /// <summary>Appends a host's text.</summary>
    /// <exception cref="FormatException">It has U+0000 or an unpaired surrogate.</exception>
    public void Append(string value)
    {
        TextRules.Require(value);
        Grow();
        _texts[Count++] = value;
    }

    /// <summary>Appends the text of another row, which outlives this one.</summary>
    public void AddFrom(TextCells other, int row)
    {
        Grow();
        if (other._texts[row] is { } text)
            _texts[Count] = text;
        else if (other.IsPresent(row))
            Extend(other[row]);
        Count++;
    }

    /// <summary>Appends texts of a row joined by a separator, without those that are missing or empty; missing when none is left.</summary>
    public void AddJoined(ReadOnlySpan<TextCells> parts, int row, string separator)
    {
        Grow();
        bool isFirst = true;
        foreach (TextCells part in parts)
        {
            ReadOnlySpan<char> text = part[row];
            if (text.IsEmpty)
                continue;
            if (!isFirst)
                Extend(separator);
            Extend(text);
            isFirst = false;
        }

        Count++;
    }

    /// <summary>Lengthens the text of the row that is being appended.</summary>
    private void Extend(ReadOnlySpan<char> text)
    {
        if (_made.Length < _texts.Length)
            Array.Resize(ref _made, _texts.Length);
        if (_used + text.Length > _characters.Length)
            Array.Resize(ref _characters, Math.Max(64, (_used + text.Length) * 2));
        text.CopyTo(_characters.AsSpan(_used));
        int length = _made[Count].Length;
        _made[Count] = (_used - length, length + text.Length);
        _used += text.Length;
    }

    private void Grow()
    {
        if (Count < _texts.Length)
            return;
        Array.Resize(ref _texts, Count * 2);
        if (_made.Length > 0)
            Array.Resize(ref _made, Count * 2);
    }
}
