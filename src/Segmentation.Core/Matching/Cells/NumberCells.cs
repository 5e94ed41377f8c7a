namespace Segmentation.Matching;

/// <summary>
/// Exact numbers of a few rows: scaled integers of 128 bits, or quotients of them with a divisor a row. Also truth values,
/// days and instants, with scale 0. Reused from match to match.
/// </summary>
internal sealed class NumberCells
{
    private const int MaxScale = 9;
    private const int IntegerDigits = 18;

    private Int128[] _values = new Int128[4];
    private long[] _divisors = [];
    private readonly RowBits _present = new();

    public int Count { get; private set; }

    public int Scale { get; private set; }

    public bool IsQuotient { get; private set; }

    public Int128 this[int row] => _values[row];

    public long DivisorOf(int row) => IsQuotient ? _divisors[row] : 1;

    public bool IsPresent(int row) => _present[row];

    public void Clear(int scale = 0, bool isQuotient = false)
    {
        Count = 0;
        Scale = scale;
        IsQuotient = isQuotient;
        _present.Clear(0);
    }

    public void AppendMissing()
    {
        Grow();
        _values[Count++] = 0;
    }

    public void Append(long value) => Add(value);

    public void Append(bool value) => Add(value ? 1 : 0);

    public void Append(DateOnly value) => Add(value.DayNumber);

    /// <summary>Appends an instant, truncated to whole microseconds.</summary>
    public void Append(DateTimeOffset value) =>
        // Ticks count from the year 1, so that division truncates towards the past on both sides of 1970.
        Add(value.UtcTicks / TimeSpan.TicksPerMicrosecond - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Appends a decimal.</summary>
    /// <exception cref="FormatException">It is not below 10^18 in size, or has more than 9 decimal places.</exception>
    public void Append(decimal value)
    {
        Int128 unscaled = Decimals.Unscaled(value);
        int scale = value.Scale;
        if (scale > MaxScale)
            (unscaled, scale) = Decimals.Normalise(value);
        Int128 bound = Decimals.PowerOfTen(IntegerDigits + Math.Min(scale, MaxScale));
        if (scale > MaxScale || unscaled >= bound || unscaled <= -bound)
            DecimalRules.Require(value);
        if (scale != Scale)
            unscaled = Align(unscaled, scale);
        Add(unscaled);
    }

    /// <summary>Appends a number of this scale.</summary>
    public void Add(Int128 value)
    {
        Grow();
        _present.Set(Count);
        _values[Count++] = value;
    }

    /// <summary>Appends a quotient; the divisor is positive.</summary>
    public void Add(Int128 value, long divisor)
    {
        if (_divisors.Length < _values.Length || Count == _divisors.Length)
            Array.Resize(ref _divisors, Math.Max(_values.Length, Count + 1));
        _divisors[Count] = divisor;
        Add(value);
    }

    /// <summary>Appends the number of another row, of the same scale.</summary>
    public void AddFrom(NumberCells other, int row)
    {
        if (!other.IsPresent(row))
            AppendMissing();
        else if (other.IsQuotient)
            Add(other[row], other._divisors[row]);
        else
            Add(other[row]);
    }

    private Int128 Align(Int128 unscaled, int scale)
    {
        if (scale < Scale)
            return unscaled * Decimals.PowerOfTen(Scale - scale);
        Int128 factor = Decimals.PowerOfTen(scale - Scale);
        for (int i = 0; i < Count; i++)
            _values[i] *= factor;
        Scale = scale;
        return unscaled;
    }

    private void Grow()
    {
        if (Count == _values.Length)
            Array.Resize(ref _values, Count * 2);
        _present.Reserve(Count + 1);
    }
}
