namespace Segmentation;

/// <summary>The type of a key.</summary>
public enum KeyKind
{
    /// <summary>A 64-bit integer; ordered as a number.</summary>
    Integer,

    /// <summary>A GUID; ordered as its lower-case text.</summary>
    Guid,

    /// <summary>A text; compared and ordered by ordinal of code points.</summary>
    Text,
}

/// <summary>A column of keys, all of one kind. Immutable once handed over.</summary>
public sealed class KeyColumn
{
    private readonly long[]? _integers;
    private readonly Guid[]? _guids;
    private readonly string?[]? _texts;
    private readonly ulong[]? _present;

    private KeyColumn(KeyKind kind, int count, long[]? integers, Guid[]? guids, string?[]? texts, ulong[]? present)
    {
        Kind = kind;
        Count = count;
        _integers = integers;
        _guids = guids;
        _texts = texts;
        _present = present;
    }

    /// <summary>The kind of every key in the column.</summary>
    public KeyKind Kind { get; }

    /// <summary>The number of keys.</summary>
    public int Count { get; }

    /// <summary>A column of integer keys.</summary>
    /// <param name="keys">The keys; at least <paramref name="count"/> long.</param>
    /// <param name="count">How many of them count.</param>
    /// <param name="present">A bit a row, set where there is a key; null when all are there.</param>
    public static KeyColumn Integers(long[] keys, int count, ulong[]? present = null) => new(KeyKind.Integer, count, keys, null, null, present);

    /// <summary>A column of GUID keys.</summary>
    /// <param name="keys">The keys; at least <paramref name="count"/> long.</param>
    /// <param name="count">How many of them count.</param>
    /// <param name="asRead">The keys as they were read, where that differs from the lower-case form with hyphens; null when none does.</param>
    /// <param name="present">A bit a row, set where there is a key; null when all are there.</param>
    public static KeyColumn Guids(Guid[] keys, int count, string?[]? asRead = null, ulong[]? present = null) => new(KeyKind.Guid, count, null, keys, asRead, present);

    /// <summary>A column of text keys.</summary>
    /// <param name="keys">The keys, null where there is none; at least <paramref name="count"/> long.</param>
    /// <param name="count">How many of them count.</param>
    public static KeyColumn Texts(string?[] keys, int count) => new(KeyKind.Text, count, null, null, keys, null);

    /// <summary>Whether the row has no key.</summary>
    public bool IsMissing(int row) => Kind == KeyKind.Text
        ? _texts![row] is null
        : _present is not null && (_present[row >> 6] >> row & 1) == 0;

    /// <summary>The key of a row; it must not be missing. Allocates nothing.</summary>
    public SubjectKey this[int row] => Kind switch
    {
        KeyKind.Integer => new SubjectKey(_integers![row]),
        KeyKind.Guid => new SubjectKey(_guids![row], _texts?[row]),
        _ => new SubjectKey(_texts![row]!),
    };

    /// <summary>Whether the keys are integers and none is missing.</summary>
    internal bool HasAllIntegers => Kind == KeyKind.Integer && _present is null;

    internal ReadOnlySpan<long> IntegerKeys => _integers.AsSpan(0, Count);

    internal ReadOnlySpan<string?> TextKeys => _texts.AsSpan(0, Count);
}
