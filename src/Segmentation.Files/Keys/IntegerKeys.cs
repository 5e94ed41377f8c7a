using System.Runtime.CompilerServices;
using System.Text;

namespace Segmentation.Files;

/// <summary>Integer keys; ordered as numbers.</summary>
internal sealed class IntegerKeys : TableKeys
{
    private readonly long[] _keys;
    private readonly long _least;
    private readonly bool _isDense;
    private readonly int[] _rows;

    /// <summary>Indexes the keys.</summary>
    /// <param name="keys">The keys by row.</param>
    /// <param name="repeated">Takes each row whose key an earlier row has, and that row.</param>
    public IntegerKeys(long[] keys, Action<int, int> repeated)
    {
        _keys = keys;
        long greatest = 0;
        if (keys.Length > 0)
            (_least, greatest) = (keys.Min(), keys.Max());
        // Shops number their rows one after another, so that a table by key is the rule and hashing the exception.
        ulong range = unchecked((ulong)(greatest - _least));
        _isDense = range < (ulong)keys.Length * 4 + 1024;
        _rows = new int[_isDense ? (int)range + 1 : (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)keys.Length * 2)];
        for (int row = 0; row < keys.Length; row++)
        {
            ref int slot = ref SlotOf(keys[row]);
            if (slot == 0)
                slot = row + 1;
            else
                repeated(row, slot - 1);
        }
    }

    public override KeyKind Kind => KeyKind.Integer;

    public override int Count => _keys.Length;

    public override int FindInteger(long key) =>
        _isDense && unchecked((ulong)(key - _least)) >= (ulong)_rows.Length ? -1 : SlotOf(key) - 1;

    public override int FindText(ReadOnlySpan<byte> key) => Utf8Numbers.TryCanonicalInteger(key, out long integer) ? FindInteger(integer) : -1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override KeyColumn Gather(ReadOnlySpan<int> rows)
    {
        var keys = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            keys[i] = rows[i] < 0 ? 0 : _keys[rows[i]];
        return KeyColumn.Integers(keys, rows.Length, Presence(rows));
    }

    public override ReadOnlySpan<byte> TextOf(int row) =>
        Encoding.UTF8.GetBytes(_keys[row].ToString(System.Globalization.CultureInfo.InvariantCulture));

    protected override int Compare(int left, int right) => _keys[left].CompareTo(_keys[right]);

    protected override void Sort(int[] rows) => Array.Sort((long[])_keys.Clone(), rows);

    private ref int SlotOf(long key)
    {
        if (_isDense)
            return ref _rows[key - _least];
        int mask = _rows.Length - 1;
        ulong hash = (ulong)key * 0x9E37_79B9_7F4A_7C15;
        int slot = (int)(hash >> 32) & mask;
        while (_rows[slot] != 0 && _keys[_rows[slot] - 1] != key)
            slot = (slot + 1) & mask;
        return ref _rows[slot];
    }
}
