namespace Segmentation.EntityFrameworkCore;

/// <summary>Builds key columns of one kind, batch after batch. Not safe for concurrent use.</summary>
internal sealed class KeyColumnBuilder(KeyKind kind)
{
    private readonly List<long> _integers = [];
    private readonly List<Guid> _guids = [];
    private readonly List<string?> _texts = [];
    private readonly List<int> _missing = [];

    public int Count { get; private set; }

    /// <summary>Whether the last key that was appended is missing.</summary>
    public bool IsLastMissing => kind == KeyKind.Text ? _texts[^1] is null : _missing.Count > 0 && _missing[^1] == Count - 1;

    /// <summary>The last key that was appended; it must not be missing.</summary>
    public SubjectKey Last => kind switch
    {
        KeyKind.Integer => new SubjectKey(_integers[^1]),
        KeyKind.Guid => new SubjectKey(_guids[^1]),
        _ => new SubjectKey(_texts[^1]!),
    };

    public void Append(long key)
    {
        _integers.Add(key);
        Count++;
    }

    public void Append(Guid key)
    {
        _guids.Add(key);
        Count++;
    }

    /// <summary>Appends a text, or a missing key for null.</summary>
    /// <exception cref="FormatException">It has U+0000 or an unpaired surrogate.</exception>
    public void Append(string? key)
    {
        if (key is not null)
            TextRules.Require(key);
        _texts.Add(key);
        Count++;
    }

    public void AppendMissing()
    {
        switch (kind)
        {
            case KeyKind.Integer:
                _integers.Add(0);
                break;
            case KeyKind.Guid:
                _guids.Add(Guid.Empty);
                break;
            default:
                _texts.Add(null);
                break;
        }

        _missing.Add(Count++);
    }

    /// <summary>The keys appended since the last call as a column.</summary>
    public KeyColumn Take()
    {
        ulong[]? present = kind == KeyKind.Text || _missing.Count == 0 ? null : new ulong[(Count + 63) >> 6];
        if (present is not null)
        {
            Array.Fill(present, ulong.MaxValue);
            foreach (int row in _missing)
                present[row >> 6] &= ~(1UL << row);
        }

        KeyColumn column = kind switch
        {
            KeyKind.Integer => KeyColumn.Integers([.. _integers], Count, present),
            KeyKind.Guid => KeyColumn.Guids([.. _guids], Count, null, present),
            _ => KeyColumn.Texts([.. _texts], Count),
        };
        _integers.Clear();
        _guids.Clear();
        _texts.Clear();
        _missing.Clear();
        Count = 0;
        return column;
    }
}
