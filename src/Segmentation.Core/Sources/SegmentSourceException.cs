namespace Segmentation;

/// <summary>A source cannot give what was asked of it: an attribute that is not mapped, a relation it does not have.</summary>
public sealed class SegmentSourceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What cannot be given, and how to mend it.</param>
    public SegmentSourceException(string message) : base(message)
    {
    }
}
