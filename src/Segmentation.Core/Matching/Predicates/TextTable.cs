using System.Collections.Frozen;

namespace Segmentation.Matching;

/// <summary>Numbers texts by their equality: which of some literals a text is. Immutable and safe for concurrent use.</summary>
internal sealed class TextTable
{
    private const int MostCompared = 4;

    private readonly string[] _literals;
    private readonly StringComparison _comparison;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indexes;

    /// <param name="literals">The literals, no two of them equal.</param>
    /// <param name="isCaseSensitive">Whether case counts.</param>
    public TextTable(IReadOnlyList<string> literals, bool isCaseSensitive)
    {
        _literals = [.. literals];
        _comparison = isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (_literals.Length > MostCompared)
        {
            _indexes = _literals.Select((literal, i) => (literal, i))
                .ToFrozenDictionary(p => p.literal, p => p.i, StringComparer.FromComparison(_comparison))
                .GetAlternateLookup<ReadOnlySpan<char>>();
        }
    }

    public int Count => _literals.Length;

    /// <summary>The index of the literal that the text equals; negative when it equals none.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        // Comparing with a few costs less than hashing.
        if (_literals.Length > MostCompared)
            return _indexes.TryGetValue(text, out int index) ? index : -1;
        for (int i = 0; i < _literals.Length; i++)
        {
            if (text.Length == _literals[i].Length && text.Equals(_literals[i], _comparison))
                return i;
        }

        return -1;
    }
}
