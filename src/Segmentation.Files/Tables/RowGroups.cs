using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>Rows grouped by the row that owns them, in the order of the file within each group. Immutable.</summary>
internal sealed class RowGroups
{
    private readonly int[] _offsets;
    private readonly int[] _rows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RowGroups(Chunks<int> owners, int ownerCount)
    {
        _offsets = new int[ownerCount + 1];
        for (int row = 0; row < owners.Count; row++)
        {
            if (owners[row] >= 0)
                _offsets[owners[row] + 1]++;
        }

        for (int owner = 0; owner < ownerCount; owner++)
            _offsets[owner + 1] += _offsets[owner];

        _rows = new int[_offsets[^1]];
        int[] next = _offsets[..ownerCount];
        for (int row = 0; row < owners.Count; row++)
        {
            if (owners[row] >= 0)
                _rows[next[owners[row]]++] = row;
        }
    }

    /// <summary>The rows that a row owns.</summary>
    public ReadOnlySpan<int> this[int owner] => _rows.AsSpan(_offsets[owner].._offsets[owner + 1]);
}
