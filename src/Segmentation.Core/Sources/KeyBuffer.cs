namespace Segmentation;

/// <summary>Keys of one kind, appended one by one and taken as a column.</summary>
internal sealed class KeyBuffer(KeyKind kind)
{
    private long[] _integers = [];
    private Guid[] _guids = [];
    private string?[]? _asRead;
    private string?[] _texts = [];
    private ulong[]? _present;

    public KeyKind Kind => kind;

    public int Count { get; private set; }

    public bool HasMissing { get; private set; }

    public SubjectKey this[int row] => kind switch
    {
        KeyKind.Integer => new SubjectKey(_integers[row]),
        KeyKind.Guid => new SubjectKey(_guids[row], _asRead?[row]),
        _ => new SubjectKey(_texts[row]!),
    };

    public bool IsMissing(int row) => kind == KeyKind.Text
        ? _texts[row] is null
        : _present is not null && (_present[row >> 6] >> row & 1) == 0;

    public void Append(long key)
    {
        if (Count == _integers.Length)
            Grow(ref _integers);
        _integers[Count++] = key;
    }

    public void Append(Guid key)
    {
        if (Count == _guids.Length)
            Grow(ref _guids);
        _guids[Count++] = key;
    }

    /// <summary>Appends a GUID that is written otherwise than in lower case with hyphens.</summary>
    public void Append(Guid key, string asRead)
    {
        Append(key);
        if (_asRead is null || _asRead.Length < _guids.Length)
            Array.Resize(ref _asRead, _guids.Length);
        _asRead[Count - 1] = asRead;
    }

    /// <summary>Appends a text, or a missing key for null.</summary>
    /// <exception cref="FormatException">It has U+0000 or an unpaired surrogate.</exception>
    public void Append(string? key)
    {
        if (key is null)
            HasMissing = true;
        else if (key.Contains('\0', StringComparison.Ordinal) || key.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            new TextDictionary().Encode(key); // Throws where the rules of texts refuse it.
        if (Count == _texts.Length)
            Grow(ref _texts);
        _texts[Count++] = key;
    }

    public void AppendMissing()
    {
        HasMissing = true;
        if (kind == KeyKind.Text)
        {
            Append((string?)null);
            return;
        }

        int row = Count;
        if (kind == KeyKind.Integer)
            Append(0L);
        else
            Append(Guid.Empty);
        _present ??= AllPresent([], Capacity);
        _present[row >> 6] &= ~(1UL << row);
    }

    /// <summary>Appends a key of another buffer of the same kind.</summary>
    public void AppendFrom(KeyBuffer other, int row)
    {
        if (other.IsMissing(row))
            AppendMissing();
        else if (kind == KeyKind.Integer)
            Append(other._integers[row]);
        else if (kind == KeyKind.Text)
            Append(other._texts[row]);
        else if (other._asRead is { } asRead && asRead[row] is { } text)
            Append(other._guids[row], text);
        else
            Append(other._guids[row]);
    }

    public void Clear()
    {
        Count = 0;
        HasMissing = false;
        _present = null;
        _asRead = null;
    }

    /// <summary>The keys as a column; the buffer starts anew with other arrays.</summary>
    public KeyColumn Take()
    {
        KeyColumn column = kind switch
        {
            KeyKind.Integer => KeyColumn.Integers(_integers, Count, _present),
            KeyKind.Guid => KeyColumn.Guids(_guids, Count, _asRead, _present),
            _ => KeyColumn.Texts(_texts, Count),
        };
        (_integers, _guids, _texts) = ([], [], []);
        Clear();
        return column;
    }

    /// <summary>The order of the rows by key: the identity, as null, when they are in order already.</summary>
    public int[]? Order()
    {
        if (IsAscending())
            return null;
        var order = new int[Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        if (kind == KeyKind.Integer)
            Array.Sort(_integers.AsSpan(0, Count).ToArray(), order);
        else if (kind == KeyKind.Guid)
            Array.Sort(_guids.AsSpan(0, Count).ToArray(), order);
        else
            Array.Sort(_texts.AsSpan(0, Count).ToArray(), order, TextKeyOrder);
        return order;
    }

    private static readonly Comparer<string?> TextKeyOrder =
        Comparer<string?>.Create((left, right) => new SubjectKey(left!).CompareTo(new SubjectKey(right!)));

    private bool IsAscending()
    {
        for (int i = 1; i < Count; i++)
        {
            if (this[i - 1] > this[i])
                return false;
        }

        return true;
    }

    private int Capacity => kind switch { KeyKind.Integer => _integers.Length, KeyKind.Guid => _guids.Length, _ => _texts.Length };

    private void Grow<TKey>(ref TKey[] keys)
    {
        int capacity = Math.Max(64, keys.Length * 2);
        Array.Resize(ref keys, capacity);
        if (_asRead is not null)
            Array.Resize(ref _asRead, capacity);
        if (_present is not null)
            _present = AllPresent(_present, capacity);
    }

    private static ulong[] AllPresent(ulong[] present, int capacity)
    {
        int words = present.Length;
        Array.Resize(ref present, capacity >> 6);
        present.AsSpan(words).Fill(ulong.MaxValue);
        return present;
    }
}
