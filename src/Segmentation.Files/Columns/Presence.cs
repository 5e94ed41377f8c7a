namespace Segmentation.Files;

/// <summary>Which rows have a value; takes no memory while all do.</summary>
internal sealed class Presence
{
    private Chunks<ulong>? _bits;
    private int _count;

    public bool this[int row] => _bits is null || (_bits[row >> 6] >> row & 1) != 0;

    public void Add(bool present)
    {
        if (_bits is null)
        {
            if (present)
            {
                _count++;
                return;
            }

            _bits = AllPresent(_count);
        }

        if ((_count & 63) == 0)
            _bits.Add(0);
        if (present)
            _bits[_count >> 6] |= 1UL << _count;
        _count++;
    }

    /// <summary>A bit for each of the rows; null when every row ever added is present.</summary>
    public ulong[]? Gather(ReadOnlySpan<int> rows)
    {
        if (_bits is null)
            return null;
        var present = new ulong[(rows.Length + 63) >> 6];
        for (int i = 0; i < rows.Length; i++)
        {
            if (this[rows[i]])
                present[i >> 6] |= 1UL << i;
        }

        return present;
    }

    private static Chunks<ulong> AllPresent(int count)
    {
        var bits = new Chunks<ulong>();
        for (int i = 0; i < count; i += 64)
            bits.Add(count - i >= 64 ? ulong.MaxValue : (1UL << (count - i)) - 1);
        return bits;
    }
}
