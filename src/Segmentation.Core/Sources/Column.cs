using System.Numerics;
using Segmentation.Evaluation;

namespace Segmentation;

/// <summary>A column of values with a bit a row that says whether the value is present. Immutable once handed over.</summary>
public abstract class Column
{
    private protected Column(int count, ulong[]? present)
    {
        Count = count;
        Present = present;
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>A bit a row, set where the value is present; null when all are.</summary>
    internal ulong[]? Present { get; }
}

/// <summary>
/// Numbers as scaled integers: integers and decimals (the value times 10^<see cref="Scale"/>), booleans (0 and 1), dates
/// (days since 0001-01-01) and instants (whole microseconds since 1970-01-01T00:00Z).
/// </summary>
public sealed class NumberColumn : Column
{
    private ulong _magnitude;
    private Ascent? _ascends;

    /// <summary>A column of numbers that fit 64 bits when scaled.</summary>
    /// <param name="values">The scaled values; what stands where none is present is never read. At least <paramref name="count"/> long.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="present">A bit a row; null when all values are present.</param>
    /// <param name="scale">Decimal places, 0 to 9; 0 for all but decimals.</param>
    public NumberColumn(long[] values, int count, ulong[]? present = null, int scale = 0)
        : base(count, present)
    {
        Values = values;
        Scale = scale;
    }

    /// <summary>A column of decimals of which some do not fit 64 bits when scaled.</summary>
    /// <param name="values">The scaled values. At least <paramref name="count"/> long.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="present">A bit a row; null when all values are present.</param>
    /// <param name="scale">Decimal places, 0 to 9.</param>
    public NumberColumn(Int128[] values, int count, ulong[]? present = null, int scale = 0)
        : base(count, present)
    {
        Wide = values;
        Scale = scale;
    }

    /// <summary>Decimal places; 0 for all but decimals.</summary>
    public int Scale { get; }

    internal long[]? Values { get; }

    internal Int128[]? Wide { get; }

    /// <summary>What no number of 64 bits exceeds in size: a power of two at most twice the largest. Looked for once.</summary>
    internal ulong Magnitude => _magnitude != 0 ? _magnitude : _magnitude = MagnitudeOf(Values.AsSpan(0, Count));

    /// <summary>Whether the numbers are all there and ascend within each run. Looked at once for the same runs.</summary>
    internal bool Ascends(int[] offsets)
    {
        if (Present is not null || Values is null)
            return false;
        if (_ascends is not { } known || known.Offsets != offsets)
            _ascends = known = new Ascent(offsets, RunScans.Ascend(offsets, Values.AsSpan(0, Count)));
        return known.Answer;
    }

    private static ulong MagnitudeOf(ReadOnlySpan<long> values)
    {
        // Two's complement: a negative number and the one's complement of it need as many bits.
        ulong bits = 0;
        foreach (long value in values)
            bits |= (ulong)(value ^ value >> 63);
        return 1UL << (64 - BitOperations.LeadingZeroCount(bits));
    }

    private sealed record Ascent(int[] Offsets, bool Answer);
}

/// <summary>Texts and choices as codes of a dictionary.</summary>
public sealed class TextColumn : Column
{
    /// <summary>A column of texts.</summary>
    /// <param name="codes">The codes; negative where the text is missing. At least <paramref name="count"/> long.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="dictionary">What the codes mean.</param>
    public TextColumn(int[] codes, int count, TextDictionary dictionary)
        : base(count, null)
    {
        Codes = codes;
        Dictionary = dictionary;
    }

    internal int[] Codes { get; }

    internal TextDictionary Dictionary { get; }
}

/// <summary>Sets of texts as codes of a dictionary; an absent set is the empty set.</summary>
public sealed class SetColumn : Column
{
    /// <summary>A column of sets.</summary>
    /// <param name="offsets">Where each row's codes begin, and at the end where the last one's end: one more than rows.</param>
    /// <param name="codes">The codes of all rows, one row after another.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="dictionary">What the codes mean.</param>
    public SetColumn(int[] offsets, int[] codes, int count, TextDictionary dictionary)
        : base(count, null)
    {
        Offsets = offsets;
        Codes = codes;
        Dictionary = dictionary;
    }

    internal int[] Offsets { get; }

    internal int[] Codes { get; }

    internal TextDictionary Dictionary { get; }
}
