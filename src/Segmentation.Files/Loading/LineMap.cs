using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>The line on which each row begins; takes memory only for rows after a record of several lines.</summary>
internal sealed class LineMap
{
    private readonly List<(int Row, long Ahead)> _breaks = [];
    private int _rows;
    private long _ahead = -1;

    /// <summary>Notes the line of the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long line)
    {
        if (line - _rows != _ahead)
        {
            _ahead = line - _rows;
            _breaks.Add((_rows, _ahead));
        }

        _rows++;
    }

    /// <summary>The line of a row.</summary>
    public long LineOf(int row)
    {
        int low = 0, high = _breaks.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_breaks[middle].Row <= row)
                low = middle;
            else
                high = middle - 1;
        }

        return row + _breaks[low].Ahead;
    }
}
