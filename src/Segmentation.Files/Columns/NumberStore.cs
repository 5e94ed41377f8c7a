using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>Values that are 64-bit numbers.</summary>
internal abstract class NumberStore : AttributeStore
{
    private readonly Chunks<long> _values = new();
    private readonly Presence _present = new();

    public sealed override int Count => _values.Count;

    protected Chunks<long> Values => _values;

    public sealed override void AppendMissing()
    {
        _present.Add(false);
        _values.Add(0);
    }

    public sealed override bool IsMissing(int row) => !_present[row];

    /// <summary>The number of a row that has one.</summary>
    public long ValueAt(int row) => _values[row];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Column Gather(ReadOnlySpan<int> rows)
    {
        var values = new long[rows.Length];
        _values.Gather(rows, values);
        return new NumberColumn(values, rows.Length, GatherPresent(rows));
    }

    protected void AppendValue(long value)
    {
        _present.Add(true);
        _values.Add(value);
    }

    protected ulong[]? GatherPresent(ReadOnlySpan<int> rows) => _present.Gather(rows);
}

/// <summary>Integers.</summary>
internal sealed class IntegerStore : NumberStore
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            AppendMissing();
            return null;
        }

        if (Utf8Numbers.TryInteger(text, out long value))
        {
            AppendValue(value);
            return null;
        }

        AppendMissing();
        return Utf8Numbers.IsInteger(text)
            ? "does not fit 64 bits; an integer is between −2^63 and 2^63 − 1"
            : "is no integer; write digits, with '-' before them when it is negative, such as 1200";
    }
}

/// <summary>Truth values.</summary>
internal sealed class BooleanStore : NumberStore
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            AppendMissing();
        else if (text.SequenceEqual("true"u8))
            AppendValue(1);
        else if (text.SequenceEqual("false"u8))
            AppendValue(0);
        else
        {
            AppendMissing();
            return "is no boolean; write true or false";
        }

        return null;
    }

    public void Append(bool value) => AppendValue(value ? 1 : 0);
}

/// <summary>Calendar days.</summary>
internal sealed class DateStore : NumberStore
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            AppendMissing();
            return null;
        }

        if (Utf8Times.TryDate(text, out int day))
        {
            AppendValue(day);
            return null;
        }

        AppendMissing();
        return "is no date; write a day of the calendar as yyyy-MM-dd, such as 2025-01-31";
    }
}

/// <summary>Instants.</summary>
internal sealed class InstantStore : NumberStore
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            AppendMissing();
            return null;
        }

        if (Utf8Times.TryInstant(text, out long microseconds))
        {
            AppendValue(microseconds);
            return null;
        }

        AppendMissing();
        return Utf8Times.TryDate(text, out _)
            ? "is a day without a time; write an instant such as 2025-01-31T00:00:00Z"
            : "is no instant; write ISO 8601 with an offset or Z, such as 2025-01-31T14:30:00Z";
    }

    public void Append(long? microseconds)
    {
        if (microseconds is { } value)
            AppendValue(value);
        else
            AppendMissing();
    }
}
