namespace Segmentation.InMemory.Store;

/// <summary>The members of one segment in key order. Immutable: changes make another one, at a cost that grows with both.</summary>
internal sealed class MemberTable
{
    private readonly SubjectKey[] _keys;
    private readonly DateTimeOffset[] _since;

    private MemberTable(SubjectKey[] keys, DateTimeOffset[] since, int count)
    {
        _keys = keys;
        _since = since;
        Count = count;
    }

    public static MemberTable Empty { get; } = new([], [], 0);

    public int Count { get; }

    public StoredMember this[int row] => new(_keys[row], _since[row]);

    /// <summary>The row of a key, or the complement of where it would be.</summary>
    public int Find(SubjectKey key) => Array.BinarySearch(_keys, 0, Count, key);

    /// <summary>The members after changes in key order, those who enter being in since an instant.</summary>
    /// <exception cref="ArgumentException">The changes are not in key order, or a customer changes twice.</exception>
    public MemberTable With(IEnumerable<MemberChange> changes, long entered, DateTimeOffset since)
    {
        var keys = new SubjectKey[Count + entered];
        var times = new DateTimeOffset[keys.Length];
        int row = 0, count = 0;
        SubjectKey? last = null;
        foreach (MemberChange change in changes)
        {
            if (last is { } before && change.Key <= before)
                throw new ArgumentException($"The changes are not in key order: '{change.Key}' comes after '{before}'.", nameof(changes));
            last = change.Key;
            int next = Array.BinarySearch(_keys, row, Count - row, change.Key);
            bool isIn = next >= 0;
            if (!isIn)
                next = ~next;
            Copy(next - row);
            if (change.Kind == MemberChangeKind.Left)
            {
                row += isIn ? 1 : 0;
            }
            else if (!isIn)
            {
                if (count == keys.Length)
                    throw new ArgumentException($"More customers enter than the {entered} that were announced.", nameof(changes));
                (keys[count], times[count]) = (change.Key, since);
                count++;
            }
        }

        Copy(Count - row);
        return new MemberTable(keys, times, count);

        void Copy(int length)
        {
            Array.Copy(_keys, row, keys, count, length);
            Array.Copy(_since, row, times, count, length);
            row += length;
            count += length;
        }
    }
}
