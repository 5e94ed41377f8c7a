namespace Segmentation.Evaluation;

/// <summary>A number a customer, put down block by block; to be read once every block of a run has put down its own.</summary>
internal sealed class KeptNumbers(int subjects)
{
    private readonly Lock _lock = new();
    private long[]? _values;
    private long[]? _divisors;
    private ulong[]? _present;
    private int _scale;
    private bool _isRefused;
    private long _put;
    private volatile bool _isComplete;

    public bool IsComplete => _isComplete;

    public long Bytes => 8L * ((_values?.Length ?? 0) + (_divisors?.Length ?? 0) + (_present?.Length ?? 0));

    /// <summary>Begins anew, as a run does that found it incomplete.</summary>
    public void Begin() => _put = 0;

    /// <summary>Puts the numbers of a block down; what does not fit 64 bits is not kept, and is computed each time.</summary>
    public void Put(int from, NumberVector numbers)
    {
        lock (_lock)
        {
            bool isFirst = _values is null;
            if (!numbers.IsNarrow || (!isFirst && (numbers.Scale != _scale || numbers.IsQuotient != (_divisors is not null))))
                _isRefused = true;
            if (_isRefused)
                return;
            if (isFirst)
            {
                (_values, _scale) = (new long[subjects], numbers.Scale);
                _divisors = numbers.IsQuotient ? new long[subjects] : null;
            }

            if (numbers.Present is not null)
                _present ??= Bits.All(subjects);
        }

        numbers.Narrow.CopyTo(_values.AsSpan(from));
        if (_divisors is { } divisors)
            numbers.Divisors.CopyTo(divisors.AsSpan(from));
        if (numbers.Present is { } present)
            present.AsSpan(0, Bits.Words(numbers.Count)).CopyTo(_present.AsSpan(from >> 6));
        if (Interlocked.Add(ref _put, numbers.Count) == subjects && !_isRefused)
            _isComplete = true;
    }

    /// <summary>The numbers of a block.</summary>
    /// <param name="from">The block's first customer, a multiple of 64.</param>
    /// <param name="count">The number of customers.</param>
    public NumberVector Take(int from, int count) => new(
        _values!, count, _present?[(from >> 6)..((from >> 6) + Bits.Words(count))], _scale, _divisors?[from..(from + count)], from);
}

/// <summary>A bit a customer, put down block by block; to be read once every block of a run has put down its own.</summary>
internal sealed class KeptBits(int subjects)
{
    private readonly ulong[] _words = Bits.None(subjects);
    private long _put;
    private volatile bool _isComplete;

    public bool IsComplete => _isComplete;

    public long Bytes => 8L * _words.Length;

    /// <summary>Begins anew, as a run does that found it incomplete.</summary>
    public void Begin() => _put = 0;

    public void Put(int from, int count, ReadOnlySpan<ulong> bits)
    {
        bits[..Bits.Words(count)].CopyTo(_words.AsSpan(from >> 6));
        if (Interlocked.Add(ref _put, count) == subjects)
            _isComplete = true;
    }

    public ReadOnlySpan<ulong> Take(int from, int count) => _words.AsSpan(from >> 6, Bits.Words(count));
}
