namespace Segmentation.Files;

/// <summary>
/// A list that grows by chunks of 65,536 instead of copying itself, so that loading many rows needs hardly more memory
/// than they do. Small lists stay small.
/// </summary>
internal sealed class Chunks<T>
    where T : struct
{
    private const int Bits = 16;
    private const int Mask = (1 << Bits) - 1;
    private const int FirstLength = 64;

    private T[][] _chunks = [];
    private T[] _last = [];
    private int _used;
    private int _count;

    public int Count => _count;

    public ref T this[int index] => ref _chunks[index >> Bits][index & Mask];

    public void Add(T value)
    {
        if (_used == _last.Length)
            Grow();
        _last[_used++] = value;
        _count++;
    }

    /// <summary>The values of some rows, in their order.</summary>
    public void Gather(ReadOnlySpan<int> rows, Span<T> into)
    {
        T[][] chunks = _chunks;
        if (chunks.Length == 1)
        {
            T[] only = chunks[0];
            for (int i = 0; i < rows.Length; i++)
                into[i] = only[rows[i]];
            return;
        }

        for (int i = 0; i < rows.Length; i++)
            into[i] = chunks[rows[i] >> Bits][rows[i] & Mask];
    }

    private void Grow()
    {
        if (_chunks.Length > 0 && _last.Length <= Mask)
        {
            Array.Resize(ref _last, Math.Min(_last.Length * 4, 1 << Bits));
            _chunks[^1] = _last;
            return;
        }

        _last = new T[_chunks.Length == 0 ? FirstLength : 1 << Bits];
        Array.Resize(ref _chunks, _chunks.Length + 1);
        _chunks[^1] = _last;
        _used = 0;
    }
}
