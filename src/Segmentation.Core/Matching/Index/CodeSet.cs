namespace Segmentation.Matching;

/// <summary>Some of a family's codes, as ascending intervals. Immutable; equal by content.</summary>
internal sealed class CodeSet : IEquatable<CodeSet>
{
    // From and to, from and to, …, each to excluded and less than the next from.
    private readonly int[] _ends;

    private CodeSet(int[] ends) => _ends = ends;

    public static CodeSet None { get; } = new([]);

    public ReadOnlySpan<int> Ends => _ends;

    public bool IsEmpty => _ends.Length == 0;

    public int Size
    {
        get
        {
            int size = 0;
            for (int i = 0; i < _ends.Length; i += 2)
                size += _ends[i + 1] - _ends[i];
            return size;
        }
    }

    public static CodeSet Interval(int from, int to) => from < to ? new CodeSet([from, to]) : None;

    /// <summary>Takes the codes in any order; none repeats.</summary>
    public static CodeSet Of(int[] codes)
    {
        Array.Sort(codes);
        var ends = new List<int>(codes.Length);
        foreach (int code in codes)
        {
            if (ends.Count > 0 && ends[^1] == code)
                ends[^1]++;
            else
                ends.AddRange([code, code + 1]);
        }

        return new CodeSet([.. ends]);
    }

    public bool Contains(int code)
    {
        for (int i = 0; i < _ends.Length; i += 2)
        {
            if (code >= _ends[i] && code < _ends[i + 1])
                return true;
        }

        return false;
    }

    /// <summary>All codes below a count that are not in it.</summary>
    public CodeSet Complement(int count)
    {
        var ends = new List<int>();
        int from = 0;
        for (int i = 0; i < _ends.Length; i += 2)
        {
            if (from < _ends[i])
                ends.AddRange([from, _ends[i]]);
            from = _ends[i + 1];
        }

        if (from < count)
            ends.AddRange([from, count]);
        return new CodeSet([.. ends]);
    }

    public CodeSet And(CodeSet other)
    {
        var ends = new List<int>();
        for (int i = 0, j = 0; i < _ends.Length && j < other._ends.Length;)
        {
            int from = Math.Max(_ends[i], other._ends[j]), to = Math.Min(_ends[i + 1], other._ends[j + 1]);
            if (from < to)
                ends.AddRange([from, to]);
            if (_ends[i + 1] < other._ends[j + 1])
                i += 2;
            else
                j += 2;
        }

        return new CodeSet([.. ends]);
    }

    public CodeSet Or(CodeSet other, int count) => Complement(count).And(other.Complement(count)).Complement(count);

    public bool Equals(CodeSet? other) => other is not null && _ends.AsSpan().SequenceEqual(other._ends);

    public override bool Equals(object? obj) => Equals(obj as CodeSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int end in _ends)
            hash.Add(end);
        return hash.ToHashCode();
    }
}
