using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>Text keys; ordered by code points, which is the order of their UTF-8 bytes. The dictionary's codes are the rows.</summary>
internal sealed class TextKeys(Utf8Dictionary keys) : TableKeys
{
    private readonly string?[] _texts = new string?[keys.Count];

    public override KeyKind Kind => KeyKind.Text;

    public override int Count => keys.Count;

    public override int FindText(ReadOnlySpan<byte> key) => keys.Find(key);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override KeyColumn Gather(ReadOnlySpan<int> rows)
    {
        var texts = new string?[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            // Two readers may both decode a key for the first time; the texts are equal, so either may stay.
            if (rows[i] >= 0)
                texts[i] = _texts[rows[i]] ??= Utf8Text.Decode(keys[rows[i]]);
        }

        return KeyColumn.Texts(texts, rows.Length);
    }

    public override ReadOnlySpan<byte> TextOf(int row) => keys[row];

    protected override int Compare(int left, int right) => keys[left].SequenceCompareTo(keys[right]);
}
