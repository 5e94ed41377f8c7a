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
internal sealed class NumberVector(int count, ulong[]? present, int scale) : Vector(count)
{
    /// <summary>A bit a row; null when all values are present.</summary>
    public ulong[]? Present { get; } = present;

    public int Scale { get; } = scale;

    /// <summary>Exactly one of this and <see cref="Wide"/> is there.</summary>
    public long[]? Narrow { get; init; }

    public Int128[]? Wide { get; init; }

    /// <summary>What each value is divided by, positive where the value is present; null when by nothing.</summary>
    public long[]? Divisors { get; init; }

    public Int128 this[int row] => Narrow is not null ? Narrow[row] : Wide![row];

    public bool IsPresent(int row) => Bits.IsSet(Present, row);

    /// <summary>Numbers of 128 bits, kept in 64 where all fit.</summary>
    public static NumberVector Of(Int128[] values, int count, ulong[]? present, int scale, long[]? divisors = null)
    {
        var narrow = new long[count];
        for (int i = 0; i < count; i++)
        {
            Int128 value = values[i];
            narrow[i] = (long)value;
            if (narrow[i] != value)
                return new NumberVector(count, present, scale) { Wide = values, Divisors = divisors };
        }

        return new NumberVector(count, present, scale) { Narrow = narrow, Divisors = divisors };
    }

    public static NumberVector Of(long[] values, int count, ulong[]? present = null, int scale = 0) =>
        new(count, present, scale) { Narrow = values };

    /// <summary>The value of a row as an exact numerator over a positive denominator.</summary>
    public (BigInteger Numerator, BigInteger Denominator) Exact(int row) =>
        (this[row], (BigInteger)Decimals.PowerOfTen(Scale) * (Divisors is null ? 1 : Divisors[row]));
}

/// <summary>Texts as codes; negative where missing.</summary>
internal sealed class TextVector(int count, int[] codes, TextDictionary dictionary) : Vector(count)
{
    public int[] Codes { get; } = codes;

    public TextDictionary Dictionary { get; } = dictionary;
}

/// <summary>Sets as runs of codes; the map leads from a row to its run, null when each row has its own, negative where there is none.</summary>
internal sealed class SetVector(int count, SetColumn column, int[]? map) : Vector(count)
{
    public TextDictionary Dictionary => column.Dictionary;

    public ReadOnlySpan<int> CodesOf(int row)
    {
        int at = map is null ? row : map[row];
        return at < 0 ? [] : column.Codes.AsSpan(column.Offsets[at]..column.Offsets[at + 1]);
    }

    /// <summary>The sets of other rows; empty where the row is negative.</summary>
    public SetVector Select(int[] rows, int count) =>
        new(count, column, map is null ? rows : Array.ConvertAll(rows, row => row < 0 ? -1 : map[row]));
}
