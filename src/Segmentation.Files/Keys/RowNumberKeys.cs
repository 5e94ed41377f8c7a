using System.Text;

namespace Segmentation.Files;

/// <summary>The keys of a file without an <c>id</c>: its rows are numbered 1, 2, ….</summary>
internal sealed class RowNumberKeys(int count) : TableKeys
{
    public override KeyKind Kind => KeyKind.Integer;

    public override int Count => count;

    public override int FindInteger(long key) => key >= 1 && key <= count ? (int)key - 1 : -1;

    public override int FindText(ReadOnlySpan<byte> key) => Utf8Numbers.TryCanonicalInteger(key, out long integer) ? FindInteger(integer) : -1;

    public override KeyColumn Gather(ReadOnlySpan<int> rows)
    {
        var keys = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            keys[i] = rows[i] + 1L;
        return KeyColumn.Integers(keys, rows.Length, Presence(rows));
    }

    public override ReadOnlySpan<byte> TextOf(int row) =>
        Encoding.UTF8.GetBytes((row + 1L).ToString(System.Globalization.CultureInfo.InvariantCulture));

    protected override int Compare(int left, int right) => left.CompareTo(right);
}
