namespace Segmentation.Evaluation;

/// <summary>The members of one segment, a bit a subject, gathered block by block.</summary>
internal sealed class MemberBits
{
    private ulong[] _words;

    /// <param name="count">How many subjects there will be, where that is known.</param>
    public MemberBits(int count = 0) => _words = new ulong[Bits.Words(count)];

    /// <summary>Members that are known already.</summary>
    public MemberBits(ulong[] words) => _words = words;

    /// <summary>Takes the members among the subjects from a row on, which is a multiple of 64. Safe for several blocks at once where the count was known.</summary>
    public void Put(int from, ReadOnlySpan<ulong> words)
    {
        int first = from >> 6;
        if (first + words.Length > _words.Length)
            Array.Resize(ref _words, Math.Max(first + words.Length, _words.Length * 2));
        words.CopyTo(_words.AsSpan(first));
    }

    /// <summary>The members of as many subjects.</summary>
    public ulong[] Take(int count)
    {
        if (_words.Length != Bits.Words(count))
            Array.Resize(ref _words, Bits.Words(count));
        return _words;
    }
}
