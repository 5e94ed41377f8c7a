namespace Segmentation;

/// <summary>
/// Builds the columns of one attribute, batch after batch: append one value a row, then take the column. Checks every
/// value against the rules of its type. Not safe for concurrent use.
/// </summary>
public sealed class ColumnBuilder
{
    private const decimal DecimalBound = 1_000_000_000_000_000_000m;
    private const int MaxScale = 9;

    // Texts of which most are different, such as e-mail addresses, must not stay in memory for as long as a source is read.
    private const int MostTextsKept = 1 << 14;

    private TextDictionary? _dictionary;
    private long[] _values = [];
    private Int128[]? _wide;
    private int[] _offsets = [];
    private int[] _codes = [];
    private int _codeCount;
    private ulong[]? _present;
    private int _count;
    private int _scale;

    /// <summary>Creates a builder for an attribute of a type that is stored.</summary>
    /// <param name="type">Any type but <see cref="AttributeType.Elapsed"/>.</param>
    /// <param name="scale">Decimal places known beforehand, 0 to 9; values with more still find room.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is not stored.</exception>
    public ColumnBuilder(AttributeType type, int scale = 0)
    {
        if (type == AttributeType.Elapsed)
            throw new ArgumentOutOfRangeException(nameof(type), type, "An elapsed time is computed, never stored.");
        Type = type;
        _scale = scale;
        if (type is AttributeType.Text or AttributeType.Choice or AttributeType.Set)
            _dictionary = new TextDictionary();
    }

    /// <summary>The type of the values.</summary>
    public AttributeType Type { get; }

    /// <summary>The rows appended since the last column was taken.</summary>
    public int Count => _count;

    /// <summary>Appends a row without a value; for a set, an empty one.</summary>
    public void AppendMissing()
    {
        if (_dictionary is null)
        {
            Grow();
            _present ??= AllPresent(_wide?.Length ?? _values.Length);
            _present[_count >> 6] &= ~(1UL << _count);
            if (_wide is null)
                _values[_count] = 0;
            else
                _wide[_count] = 0;
            _count++;
        }
        else if (Type == AttributeType.Set)
        {
            EndSet();
        }
        else
        {
            AppendCode(-1);
        }
    }

    /// <summary>Appends an integer.</summary>
    public void Append(long value)
    {
        Require(AttributeType.Integer);
        AppendNumber(value);
    }

    /// <summary>Appends a truth value.</summary>
    public void Append(bool value)
    {
        Require(AttributeType.Boolean);
        AppendNumber(value ? 1 : 0);
    }

    /// <summary>Appends a calendar day.</summary>
    public void Append(DateOnly value)
    {
        Require(AttributeType.Date);
        AppendNumber(value.DayNumber);
    }

    /// <summary>Appends an instant, truncated to whole microseconds.</summary>
    public void Append(DateTimeOffset value)
    {
        Require(AttributeType.Instant);
        // Ticks count from the year 1, so that division truncates towards the past on both sides of 1970.
        AppendNumber(value.UtcTicks / TimeSpan.TicksPerMicrosecond - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>Appends a decimal.</summary>
    /// <exception cref="FormatException">It is not below 10^18 in size, or has more than 9 decimal places.</exception>
    public void Append(decimal value)
    {
        Require(AttributeType.Decimal);
        if (value is >= DecimalBound or <= -DecimalBound)
            throw new FormatException($"{value.ToString(System.Globalization.CultureInfo.InvariantCulture)} is not below 10^18 in size");
        int scale = value.Scale;
        if (scale > _scale)
        {
            // Trailing zeros count for nothing: 1.50 has one place.
            (Int128 unscaled, scale) = Decimals.Normalise(value);
            if (scale > MaxScale)
                throw new FormatException($"{value.ToString(System.Globalization.CultureInfo.InvariantCulture)} has more than {MaxScale} decimal places");
            if (scale > _scale)
                Rescale(scale);
            AppendWide(unscaled * Decimals.PowerOfTen(_scale - scale));
            return;
        }

        AppendWide(Decimals.Unscaled(value) * Decimals.PowerOfTen(_scale - scale));
    }

    /// <summary>Appends a text or a choice.</summary>
    /// <exception cref="FormatException">It has U+0000 or an unpaired surrogate.</exception>
    public void Append(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Type is not (AttributeType.Text or AttributeType.Choice))
            throw Mismatch("a text");
        AppendCode(_dictionary!.Encode(value));
    }

    /// <summary>Appends a set.</summary>
    /// <exception cref="FormatException">A member is null, or has U+0000 or an unpaired surrogate.</exception>
    public void Append(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (Type != AttributeType.Set)
            throw Mismatch("a set");
        int start = _codeCount;
        foreach (string value in values)
        {
            if (value is null)
                throw new FormatException("the set has a member that is null");
            int code = _dictionary!.Encode(value);
            if (_codes.AsSpan(start, _codeCount - start).Contains(code))
                continue;
            if (_codeCount == _codes.Length)
                Array.Resize(ref _codes, Math.Max(16, _codes.Length * 2));
            _codes[_codeCount++] = code;
        }

        EndSet();
    }

    /// <summary>
    /// The rows appended since the last call as a column; the builder starts anew, with the same dictionary until that has
    /// grown to many thousands of texts.
    /// </summary>
    public Column Take()
    {
        Column column = Type switch
        {
            AttributeType.Text or AttributeType.Choice => new TextColumn(_codes, _count, _dictionary!),
            AttributeType.Set => new SetColumn(SetOffsets(), _codes, _count, _dictionary!),
            _ when _wide is not null => new NumberColumn(_wide, _count, _present, _scale),
            _ => new NumberColumn(_values, _count, _present, _scale),
        };
        (_values, _wide, _offsets, _codes, _present) = ([], null, [], [], null);
        (_count, _codeCount) = (0, 0);
        if (_dictionary is { Count: > MostTextsKept })
            _dictionary = new TextDictionary();
        return column;
    }

    private int[] SetOffsets()
    {
        if (_offsets.Length < _count + 1)
            Array.Resize(ref _offsets, _count + 1);
        return _offsets;
    }

    private void EndSet()
    {
        if (_offsets.Length < _count + 2)
            Array.Resize(ref _offsets, Math.Max(16, _offsets.Length * 2));
        _offsets[++_count] = _codeCount;
    }

    private void AppendCode(int code)
    {
        if (_count == _codes.Length)
            Array.Resize(ref _codes, Math.Max(16, _codes.Length * 2));
        _codes[_count++] = code;
    }

    private void AppendNumber(long value)
    {
        Grow();
        if (_wide is null)
            _values[_count++] = value;
        else
            _wide[_count++] = value;
    }

    private void AppendWide(Int128 value)
    {
        if (_wide is null && value >= long.MinValue && value <= long.MaxValue)
        {
            AppendNumber((long)value);
            return;
        }

        Grow();
        Widen();
        _wide![_count++] = value;
    }

    private void Grow()
    {
        int capacity = _wide?.Length ?? _values.Length;
        if (_count < capacity)
            return;
        capacity = Math.Max(64, capacity * 2);
        if (_wide is null)
            Array.Resize(ref _values, capacity);
        else
            Array.Resize(ref _wide, capacity);
        if (_present is not null)
        {
            int words = _present.Length;
            Array.Resize(ref _present, capacity >> 6);
            _present.AsSpan(words).Fill(ulong.MaxValue);
        }
    }

    private void Widen()
    {
        if (_wide is not null)
            return;
        _wide = new Int128[_values.Length];
        for (int i = 0; i < _count; i++)
            _wide[i] = _values[i];
        _values = [];
    }

    private void Rescale(int scale)
    {
        Int128 factor = Decimals.PowerOfTen(scale - _scale);
        _scale = scale;
        if (_wide is null)
        {
            for (int i = 0; i < _count && _wide is null; i++)
            {
                if (_values[i] * factor is var scaled && (scaled < long.MinValue || scaled > long.MaxValue))
                    Widen();
            }
        }

        for (int i = 0; i < _count; i++)
        {
            if (_wide is null)
                _values[i] *= (long)factor;
            else
                _wide[i] *= factor;
        }
    }

    private static ulong[] AllPresent(int capacity)
    {
        var present = new ulong[(capacity + 63) >> 6];
        present.AsSpan().Fill(ulong.MaxValue);
        return present;
    }

    private void Require(AttributeType type)
    {
        if (Type != type)
            throw Mismatch($"a value of type {type}");
    }

    private InvalidOperationException Mismatch(string what) => new($"The column is of type {Type} and takes no {what[2..]}.");
}
