using System.Buffers;
using System.Text;

namespace Segmentation;

/// <summary>
/// Texts in capitals, one after another, so that one search finds a part in all of them. ASCII only: for it, capitals are
/// all that ignoring case takes.
/// </summary>
internal sealed class FoldedBlob
{
    // Stands before, between and after the texts, which never have it.
    private const byte Separator = 0;

    private readonly byte[] _bytes;
    private readonly int[] _starts;

    private FoldedBlob(byte[] bytes, int[] starts) => (_bytes, _starts) = (bytes, starts);

    public long Bytes => _bytes.Length + 4L * _starts.Length;

    /// <summary>The texts put together; null when one is not ASCII, or all are too long together.</summary>
    public static FoldedBlob? Of(IReadOnlyList<string> texts)
    {
        long length = 1 + texts.Sum(t => t.Length + 1L);
        if (length > Array.MaxLength)
            return null;
        var bytes = new byte[length];
        var starts = new int[texts.Count];
        int at = 1;
        for (int code = 0; code < starts.Length; code++)
        {
            starts[code] = at;
            if (Ascii.ToUpper(texts[code], bytes.AsSpan(at), out int written) != OperationStatus.Done)
                return null;
            at += written + 1;
        }

        return new FoldedBlob(bytes, starts);
    }

    /// <summary>The codes of the texts that have a part, ignoring case.</summary>
    /// <param name="part">The part; ASCII.</param>
    /// <param name="atStart">Whether the text must begin with it.</param>
    /// <param name="atEnd">Whether the text must end with it.</param>
    public IEnumerable<int> Find(string part, bool atStart, bool atEnd)
    {
        byte[] sought = new byte[part.Length + (atStart ? 1 : 0) + (atEnd ? 1 : 0)];
        Ascii.ToUpper(part, sought.AsSpan(atStart ? 1 : 0), out _);
        int code = 0;
        for (int from = 0; _bytes.AsSpan(from).IndexOf(sought) is >= 0 and var found;)
        {
            // Where a text begins or ends with the part, the separator is part of what was found.
            int start = Math.Max(1, from + found + (atStart ? 1 : 0));
            while (code + 1 < _starts.Length && _starts[code + 1] <= start)
                code++;
            yield return code;
            // On with the separator before the next text.
            if (code + 1 == _starts.Length)
                yield break;
            from = _starts[code + 1] - 1;
        }
    }
}
