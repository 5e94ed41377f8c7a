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

    public void Append(KeyList keys)
    {
        for (int row = 0; row < keys.Count; row++)
            Append(keys[row]);
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

    /// <summary>The row of a key in ascending keys, or a negative number.</summary>
    public int Find(SubjectKey key) => Find(key, 0, Count);

    /// <summary>The row of a key among some of the ascending keys, or a negative number.</summary>
    public int Find(SubjectKey key, int from, int count)
    {
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

    private void Reserve<T>(ref T[] array, int count)
    {
        if (Count + count > array.Length)
            Array.Resize(ref array, Math.Max(Count + count, Math.Max(16, array.Length * 2)));
    }
}
