namespace Segmentation;

/// <summary>
/// A store cannot do its work: it is missing, full, read-only, or was made by another version. Nothing was written, unless
/// the message says that the connection broke during the commit itself: then it was all or nothing, and the store knows which.
/// </summary>
public sealed class SegmentStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and how to mend it.</param>
    /// <param name="innerException">What the database threw; null for nothing.</param>
    public SegmentStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
