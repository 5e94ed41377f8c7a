using System.Numerics;

namespace Segmentation.Evaluation;

/// <summary>
/// Arrays for what one block computes, all taken back at once for the next one: from the second block on nothing is
/// allocated. Not safe for concurrent use.
/// </summary>
internal sealed class Arena
{
    private readonly Shelf<ulong> _words = new();
    private readonly Shelf<long> _numbers = new();
    private readonly Shelf<int> _rows = new();
    private readonly Shelf<Int128> _wide = new();
    private readonly Shelf<byte> _bytes = new();

    /// <summary>Room for a bit a row, in exactly as many words as they take; what stands there is anything.</summary>
    public ulong[] ExactWords(int rows) => _words.Rent(Bits.Words(rows));

    /// <summary>Room for a bit a row; what stands there is anything, but words that no row needs are zero.</summary>
    public ulong[] Words(int rows)
    {
        int words = Bits.Words(rows);
        ulong[] array = _words.Rent(Rounded(words));
        array.AsSpan(words).Clear();
        return array;
    }

    /// <summary>Room for at least so many numbers; what stands there is anything.</summary>
    public long[] Numbers(int count) => _numbers.Rent(Rounded(count));

    /// <summary>Room for at least so many rows or codes; what stands there is anything.</summary>
    public int[] Rows(int count) => _rows.Rent(Rounded(count));

    /// <summary>Room for at least so many wide numbers; what stands there is anything.</summary>
    public Int128[] Wide(int count) => _wide.Rent(Rounded(count));

    /// <summary>Room for at least so many bytes; what stands there is anything.</summary>
    public byte[] Bytes(int count) => _bytes.Rent(Rounded(count));

    /// <summary>Takes everything back.</summary>
    public void Reset()
    {
        _words.Reset();
        _numbers.Reset();
        _rows.Reset();
        _wide.Reset();
        _bytes.Reset();
    }

    // Blocks have different numbers of rows; rounded, most of them fit the arrays of the ones before.
    private static int Rounded(int count) => Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)count));

    private sealed class Shelf<T>
    {
        private readonly Dictionary<int, Stack<T[]>> _free = [];
        private readonly List<T[]> _rented = [];

        public T[] Rent(int length)
        {
            T[] array = _free.TryGetValue(length, out Stack<T[]>? arrays) && arrays.TryPop(out T[]? free) ? free : new T[length];
            _rented.Add(array);
            return array;
        }

        public void Reset()
        {
            foreach (T[] array in _rented)
            {
                if (!_free.TryGetValue(array.Length, out Stack<T[]>? arrays))
                    _free.Add(array.Length, arrays = new Stack<T[]>());
                arrays.Push(array);
            }

            _rented.Clear();
        }
    }
}
