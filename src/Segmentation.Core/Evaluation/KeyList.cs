namespace Segmentation.Evaluation;

/// <summary>Keys of one kind, packed; grows by whole stretches of key columns.</summary>
internal sealed class KeyList(string entity)
{
    private long[] _integers = [];
    private Guid[] _guids = [];
    private string?[] _texts = [];
    private KeyKind? _kind;

    public int Count { get; private set; }

    /// <summary>The kind of the keys; null while there are none.</summary>
    public KeyKind? Kind => _kind;

    public SubjectKey this[int row] => _kind switch
    {
        KeyKind.Integer => new SubjectKey(_integers[row]),
        KeyKind.Guid => new SubjectKey(_guids[row], _texts[row]),
        _ => new SubjectKey(_texts[row]!),
    };

    /// <summary>The keys, when they are integers.</summary>
    public ReadOnlySpan<long> Integers => _integers.AsSpan(0, Count);

    /// <summary>The texts, or of GUIDs the forms that differ from the usual one.</summary>
    public ReadOnlySpan<string?> Texts => _texts.AsSpan(0, Count);

    public void Append(KeyColumn column, int from, int count)
    {
        if (count > 0 && column.HasAllIntegers && _kind is (null or KeyKind.Integer))
        {
            _kind = KeyKind.Integer;
            Reserve(ref _integers, count);
            column.IntegerKeys.Slice(from, count).CopyTo(_integers.AsSpan(Count));
            Count += count;
            return;
        }

        for (int row = from; row < from + count; row++)
        {
            if (column.IsMissing(row))
                throw new SegmentDataException(entity, null, null, "a row has no key");
            Append(column[row]);
        }
    }

    public void Append(KeyList keys) => Append(keys, 0, keys.Count);

    public void Append(KeyList keys, int from, int count)
    {
        if (count == 0)
            return;
        if (_kind is not null && _kind != keys._kind)
        {
            // The first of them says what is wrong.
            Append(keys[from]);
            return;
        }

        _kind = keys._kind;
        Copy(ref _integers, keys._integers, from, count);
        Copy(ref _guids, keys._guids, from, count);
        Copy(ref _texts, keys._texts, from, count);
        Count += count;
    }

    public void Append(SubjectKey key)
    {
        _kind ??= key.Kind;
        if (key.Kind != _kind)
            throw new SegmentDataException(entity, null, key.ToString(), $"the key is of kind {key.Kind}, and others are of kind {_kind}");
        switch (key.Kind)
        {
            case KeyKind.Integer:
                Reserve(ref _integers, 1);
                _integers[Count] = key.Integer;
                break;
            case KeyKind.Guid:
                Reserve(ref _guids, 1);
                Reserve(ref _texts, 1);
                _guids[Count] = key.Guid;
                _texts[Count] = key.AsReadIfOther;
                break;
            default:
                Reserve(ref _texts, 1);
                _texts[Count] = key.ToString();
                break;
        }

        Count++;
    }

    /// <summary>The keys in another order.</summary>
    public KeyList Reordered(int[] rows)
    {
        var list = new KeyList(entity);
        foreach (int row in rows)
            list.Append(this[row]);
        return list;
    }

    /// <summary>Some consecutive keys as a list of their own.</summary>
    public KeyList Slice(int from, int count)
    {
        var list = new KeyList(entity) { _kind = count == 0 ? null : _kind, Count = count };
        list._integers = _integers.Length == 0 ? [] : _integers[from..(from + count)];
        list._guids = _guids.Length == 0 ? [] : _guids[from..(from + count)];
        list._texts = _texts.Length == 0 ? [] : _texts[from..(from + count)];
        return list;
    }

    /// <summary>The bytes that the keys take.</summary>
    public long Bytes => 8L * _integers.Length + 16L * _guids.Length + _texts.Sum(t => 8L + (t is null ? 0 : 22 + 2L * t.Length));

    /// <summary>An empty list for keys of the same rows.</summary>
    public KeyList NewLike() => new(entity);

    /// <summary>Lets go of room for more keys.</summary>
    public void Trim()
    {
        Array.Resize(ref _integers, _integers.Length == 0 ? 0 : Count);
        Array.Resize(ref _guids, _guids.Length == 0 ? 0 : Count);
        Array.Resize(ref _texts, _texts.Length == 0 ? 0 : Count);
    }

    /// <summary>The keys of some rows as a column; a negative row has none.</summary>
    public KeyColumn Column(ReadOnlySpan<int> rows)
    {
        ulong[] present = Bits.None(rows.Length);
        long[] integers = _kind is KeyKind.Integer or null ? new long[rows.Length] : [];
        Guid[] guids = _kind == KeyKind.Guid ? new Guid[rows.Length] : [];
        string?[] texts = _kind is KeyKind.Guid or KeyKind.Text ? new string?[rows.Length] : [];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0)
                continue;
            Bits.Set(present, i);
            if (integers.Length > 0)
                integers[i] = _integers[rows[i]];
            if (guids.Length > 0)
                guids[i] = _guids[rows[i]];
            if (texts.Length > 0)
                texts[i] = _texts[rows[i]];
        }

        ulong[]? missing = rows.ContainsAnyInRange(int.MinValue, -1) ? present : null;
        return _kind switch
        {
            KeyKind.Guid => KeyColumn.Guids(guids, rows.Length, texts, missing),
            KeyKind.Text => KeyColumn.Texts(texts, rows.Length),
            _ => KeyColumn.Integers(integers, rows.Length, missing),
        };
    }

    /// <summary>The row of a key in ascending keys, or a negative number.</summary>
    public int Find(SubjectKey key) => Find(key, 0, Count);

    /// <summary>The row of a key among some of the ascending keys, or a negative number.</summary>
    public int Find(SubjectKey key, int from, int count)
    {
        if (_kind == KeyKind.Integer && key.Kind == KeyKind.Integer)
            return Array.BinarySearch(_integers, from, count, key.Integer);
        int low = from, high = from + count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = this[middle].CompareTo(key);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    /// <summary>The keys of a column, of which none is missing.</summary>
    public static KeyList Of(string entity, KeyColumn column)
    {
        var list = new KeyList(entity);
        list.Append(column, 0, column.Count);
        return list;
    }

    private void Copy<T>(ref T[] array, T[] other, int from, int count)
    {
        if (other.Length == 0)
            return;
        Reserve(ref array, count);
        other.AsSpan(from, count).CopyTo(array.AsSpan(Count));
    }

    private void Reserve<T>(ref T[] array, int count)
    {
        if (Count + count > array.Length)
            Array.Resize(ref array, Math.Max(Count + count, Math.Max(16, array.Length * 2)));
    }
}
