using System.Buffers.Text;

namespace Segmentation.Files;

/// <summary>The keys of a table's rows, all of one kind and all different. Safe for concurrent reading.</summary>
internal abstract class TableKeys
{
    private readonly Lazy<int[]?> _order;

    protected TableKeys() => _order = new Lazy<int[]?>(Sort);

    public abstract KeyKind Kind { get; }

    public abstract int Count { get; }

    /// <summary>The rows in ascending order of their keys; null when they are so already. Sorted once, when first asked for.</summary>
    public int[]? Order => _order.Value;

    /// <summary>The row of a key that is written as a canonical integer, or −1.</summary>
    public virtual int FindInteger(long key)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(key, digits, out int length);
        return FindText(digits[..length]);
    }

    /// <summary>The row of a key as it is written, or −1; a text that cannot be a key of the kind leads nowhere.</summary>
    public abstract int FindText(ReadOnlySpan<byte> key);

    /// <summary>The keys of some rows, in their order; a negative row has none.</summary>
    public abstract KeyColumn Gather(ReadOnlySpan<int> rows);

    /// <summary>The key of a row as it was read, in UTF-8.</summary>
    public abstract ReadOnlySpan<byte> TextOf(int row);

    /// <summary>How the keys of two rows are ordered, as <see cref="KeyColumn"/> says.</summary>
    protected abstract int Compare(int left, int right);

    /// <summary>Sorts rows, of which the array has every one, by their keys.</summary>
    protected virtual void Sort(int[] rows) => Array.Sort(rows, Compare);

    private int[]? Sort()
    {
        int row = 1;
        while (row < Count && Compare(row - 1, row) < 0)
            row++;
        if (row >= Count)
            return null;
        var rows = new int[Count];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = i;
        Sort(rows);
        return rows;
    }

    protected static ulong[]? Presence(ReadOnlySpan<int> rows)
    {
        if (!rows.ContainsAnyInRange(int.MinValue, -1))
            return null;
        var present = new ulong[(rows.Length + 63) >> 6];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0)
                present[i >> 6] |= 1UL << i;
        }

        return present;
    }
}
