namespace Segmentation;

/// <summary>Order of texts by their code points, as UTF-8 bytes and databases' binary collations give it.</summary>
internal static class CodePoints
{
    public static int Compare(string left, string right)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        char l = left[common], r = right[common];
        // UTF-16 puts surrogates (code points above U+FFFF) below U+E000…U+FFFF; code point order puts them above.
        bool lHigh = char.IsSurrogate(l), rHigh = char.IsSurrogate(r);
        return lHigh == rHigh ? l.CompareTo(r) : lHigh ? 1 : -1;
    }
}
