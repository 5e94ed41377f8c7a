namespace Segmentation.Evaluation;

/// <summary>
/// Tests of 64 consecutive rows, which give a word of a bitmap without a branch a row. There is one implementation for
/// each width of vectors that processors have; all give the same.
/// </summary>
internal interface ILanes
{
    /// <summary>Which of 64 numbers lie in [from, from + width]; one unsigned comparison tests both ends.</summary>
    static abstract ulong InRange(ref long first, long from, ulong width);

    /// <summary>Which of 64 codes are the given one.</summary>
    static abstract ulong Equal(ref int first, int code);

    /// <summary>Which of 64 codes are not negative.</summary>
    static abstract ulong NotNegative(ref int first);

    /// <summary>Which of 64 bytes have one of the bits of a mask.</summary>
    static abstract ulong HasAny(ref byte first, byte mask);
}
