namespace Segmentation.Evaluation;

/// <summary>Keys of one kind, packed; grows by whole stretches of key columns.</summary>
internal sealed class KeyList(string entity)
{
    private readonly List<long> _integers = [];
    private readonly List<Guid> _guids = [];
    private readonly List<string?> _texts = [];
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

    public void Append(KeyColumn column, int from, int count)
    {
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
                _integers.Add(key.Integer);
                break;
            case KeyKind.Guid:
                _guids.Add(key.Guid);
                string text = key.ToString();
                _texts.Add(string.Equals(text, key.Guid.ToString("D"), StringComparison.Ordinal) ? null : text);
                break;
            default:
                _texts.Add(key.ToString());
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

    /// <summary>The row of a key in ascending keys, or a negative number.</summary>
    public int Find(SubjectKey key)
    {
        int low = 0, high = Count - 1;
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
}
