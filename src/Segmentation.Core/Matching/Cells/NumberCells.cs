namespace Segmentation.Matching;

/// <summary>
/// Exact numbers of a few rows: scaled integers of 128 bits, or quotients of them with a divisor a row. Also truth values,
/// days and instants, with scale 0. Reused from match to match.
/// </summary>
internal sealed class NumberCells
{
    private Int128[] _values = new Int128[4];
    private bool[] _present = new bool[4];
    private long[] _divisors = [];

    public int Count { get; private set; }

    public int Scale { get; private set; }

    public bool IsQuotient { get; private set; }

    public Int128 this[int row] => _values[row];

    public long DivisorOf(int row) => IsQuotient ? _divisors[row] : 1;

    public bool IsPresent(int row) => _present[row];

    public void Clear() => (Count, Scale, IsQuotient) = (0, 0, false);

    public void Clear(int scale, bool isQuotient = false) => (Count, Scale, IsQuotient) = (0, scale, isQuotient);

    public void AppendMissing()
    {
        if (Count == _values.Length)
            Grow();
        _present[Count++] = false;
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
        // So small a number breaks no rule whatever its places, if they are no more than nine.
        if (!Decimals.IsSmall(in value, out long unscaled, out int scale) || scale > DecimalRules.MaxScale)
        {
            AppendLarge(value);
            return;
        }

        if (Count == 0)
            Scale = scale;
        else if (scale != Scale)
            Align(scale);
        Add(scale == Scale ? unscaled : unscaled * Decimals.PowerOfTen(Scale - scale));
    }

    /// <summary>Appends a number of this scale.</summary>
    public void Add(Int128 value)
    {
        if (Count == _values.Length)
            Grow();
        _present[Count] = true;
        _values[Count++] = value;
    }

    /// <summary>Appends a quotient; the divisor is positive.</summary>
    public void Add(Int128 value, long divisor)
    {
        if (_divisors.Length <= Count)
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

    private void AppendLarge(decimal value)
    {
        DecimalRules.Require(value);
        (Int128 unscaled, int scale) = Decimals.Normalise(value);
        if (Count == 0)
            Scale = scale;
        else
            Align(scale);
        Add(unscaled * Decimals.PowerOfTen(Scale - scale));
    }

    /// <summary>Gives the numbers before one that has more places as many.</summary>
    private void Align(int scale)
    {
        if (scale <= Scale)
            return;
        Int128 factor = Decimals.PowerOfTen(scale - Scale);
        for (int i = 0; i < Count; i++)
        {
            if (_present[i])
                _values[i] *= factor;
        }

        Scale = scale;
    }

    private void Grow()
    {
        Array.Resize(ref _values, Count * 2);
        Array.Resize(ref _present, Count * 2);
    }
}
