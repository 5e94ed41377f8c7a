namespace Segmentation.Evaluation;

/// <summary>What is known of a predicate over the customers of a block: who satisfies it whatever the host says, and who may.</summary>
internal readonly record struct KleeneBits(ulong[] Must, ulong[] May)
{
    /// <summary>The customers whom only the host can decide.</summary>
    public ulong[] Undecided()
    {
        var bits = new ulong[May.Length];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = May[i] & ~Must[i];
        return bits;
    }
}
