using System.Numerics;

namespace Segmentation.Evaluation;

/// <summary>The values of a node, one a row of its domain.</summary>
internal abstract class Vector(int count)
{
    public int Count { get; } = count;
}

/// <summary>
/// Exact numbers: scaled integers of 64 or 128 bits, or quotients of them with a divisor a row. Also truth values, days
/// and instants, with scale 0.
/// </summary>
internal sealed class NumberVector : Vector
{
    private readonly long[]? _narrow;
    private readonly Int128[]? _wide;
    private readonly long[]? _divisors;
    private readonly int _start;

    public NumberVector(long[] values, int count, ulong[]? present = null, int scale = 0, long[]? divisors = null, int start = 0)
        : base(count)
    {
        (_narrow, Present, Scale, _divisors, _start) = (values, present, scale, divisors, start);
        Magnitude = ulong.MaxValue;
    }

    public NumberVector(Int128[] values, int count, ulong[]? present = null, int scale = 0, long[]? divisors = null, int start = 0)
        : base(count)
    {
        (_wide, Present, Scale, _divisors, _start) = (values, present, scale, divisors, start);
        Magnitude = ulong.MaxValue;
    }

    /// <summary>A bit a row; null when all values are present.</summary>
    public ulong[]? Present { get; }

    public int Scale { get; }

    /// <summary>What no number of 64 bits exceeds in size; the greatest number there is when nobody looked.</summary>
    public ulong Magnitude { get; init; }

    public bool IsNarrow => _narrow is not null;

    /// <summary>The numbers, when they have 64 bits.</summary>
    public ReadOnlySpan<long> Narrow => _narrow.AsSpan(_start, Count);

    /// <summary>The numbers, when they have 128 bits.</summary>
    public ReadOnlySpan<Int128> Wide => _wide.AsSpan(_start, Count);

    /// <summary>What each number is divided by, positive where the value is present; empty when by nothing.</summary>
    public ReadOnlySpan<long> Divisors => _divisors is null ? default : _divisors.AsSpan(0, Count);

    public bool IsQuotient => _divisors is not null;

    public Int128 this[int row] => _narrow is not null ? _narrow[_start + row] : _wide![_start + row];

    public bool IsPresent(int row) => Bits.IsSet(Present, row);

    /// <summary>Those of the numbers that are present in other rows.</summary>
    public NumberVector With(ulong[] present) => _narrow is not null
        ? new NumberVector(_narrow, Count, present, Scale, _divisors, _start) { Magnitude = Magnitude }
        : new NumberVector(_wide!, Count, present, Scale, _divisors, _start);

    /// <summary>The numbers divided, each by its own positive divisor where one is present.</summary>
    public NumberVector Over(long[] divisors, ulong[] present) => _narrow is not null
        ? new NumberVector(_narrow, Count, present, Scale, divisors, _start)
        : new NumberVector(_wide!, Count, present, Scale, divisors, _start);

    /// <summary>The value of a row as an exact numerator over a positive denominator.</summary>
    public (BigInteger Numerator, BigInteger Denominator) Exact(int row) =>
        (this[row], (BigInteger)Decimals.PowerOfTen(Scale) * (_divisors is null ? 1 : _divisors[row]));
}

/// <summary>Texts as codes; negative where missing.</summary>
internal sealed class TextVector(int count, int[] codes, TextDictionary dictionary, int start = 0) : Vector(count)
{
    public ReadOnlySpan<int> Codes => codes.AsSpan(start, Count);

    public TextDictionary Dictionary { get; } = dictionary;
}

/// <summary>Sets as runs of codes; the map leads from a row to its run, null when each row has its own, negative where there is none.</summary>
internal sealed class SetVector(int count, SetColumn column, int[]? map, int start = 0) : Vector(count)
{
    public TextDictionary Dictionary => column.Dictionary;

    public ReadOnlySpan<int> CodesOf(int row)
    {
        int at = map is null ? start + row : map[row];
        return at < 0 ? [] : column.Codes.AsSpan(column.Offsets[at]..column.Offsets[at + 1]);
    }

    /// <summary>The sets of other rows; empty where the row is negative.</summary>
    /// <param name="rows">The other rows.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="into">Room for as many.</param>
    public SetVector Select(ReadOnlySpan<int> rows, int count, int[] into)
    {
        for (int i = 0; i < count; i++)
            into[i] = rows[i] < 0 ? -1 : map is null ? start + rows[i] : map[rows[i]];
        return new SetVector(count, column, into);
    }
}
