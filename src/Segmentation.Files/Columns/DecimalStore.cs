using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>
/// Decimals as integers of one scale, which grows with the values; values that do not fit 64 bits at it are kept apart.
/// </summary>
internal sealed class DecimalStore(int scale) : NumberStore
{
    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private Dictionary<int, Int128>? _wide;
    private int _scale = scale;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            AppendMissing();
            return null;
        }

        switch (Utf8Numbers.ReadDecimal(text, out long narrow, out Int128 wide, out int scale))
        {
            case DecimalOutcome.Narrow:
                if (scale > _scale)
                    Rescale(scale);
                if (TryScale(narrow, Powers[_scale - scale], out long scaled))
                    AppendValue(scaled);
                else
                    AppendWide((Int128)narrow * Powers[_scale - scale]);
                return null;
            case DecimalOutcome.Wide:
                if (scale > _scale)
                    Rescale(scale);
                AppendWide(wide * Powers[_scale - scale]);
                return null;
            case var outcome:
                AppendMissing();
                return Reason(outcome);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Column Gather(ReadOnlySpan<int> rows)
    {
        if (_wide is null)
        {
            var narrow = new long[rows.Length];
            Values.Gather(rows, narrow);
            return new NumberColumn(narrow, rows.Length, GatherPresent(rows), _scale);
        }

        var values = new Int128[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            values[i] = _wide.TryGetValue(rows[i], out Int128 wide) ? wide : Values[rows[i]];
        return new NumberColumn(values, rows.Length, GatherPresent(rows), _scale);
    }

    private void AppendWide(Int128 value)
    {
        (_wide ??= []).Add(Count, value);
        AppendValue(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rescale(int scale)
    {
        long factor = Powers[scale - _scale];
        _scale = scale;
        if (_wide is not null)
        {
            foreach (int row in _wide.Keys.ToArray())
                _wide[row] *= factor;
        }

        for (int row = 0; row < Count; row++)
        {
            if (TryScale(Values[row], factor, out long scaled))
            {
                Values[row] = scaled;
                continue;
            }

            (_wide ??= []).Add(row, (Int128)Values[row] * factor);
            Values[row] = 0;
        }
    }

    // Overflow is found without 128-bit arithmetic, which is what most of the time would go to.
    private static bool TryScale(long value, long factor, out long scaled)
    {
        scaled = unchecked(value * factor);
        return Math.BigMul(value, factor, out _) == scaled >> 63;
    }

    private static string Reason(DecimalOutcome outcome) => outcome switch
    {
        DecimalOutcome.TooLarge => "is not below 10^18 in size; a decimal has at most 18 digits before the point",
        DecimalOutcome.TooFine => "has more than 9 decimal places; round it to 9",
        _ => "is no decimal; write digits with a point before the decimal places, without exponent or grouping, such as 1234.50",
    };
}
