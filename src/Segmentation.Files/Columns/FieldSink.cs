namespace Segmentation.Files;

/// <summary>Takes the fields of one column of a file, one a row.</summary>
internal abstract class FieldSink
{
    /// <summary>Appends a field; an empty one is missing.</summary>
    /// <returns>
    /// Null, or what is wrong with the value as the end of a sentence that begins with it; the row then has no value.
    /// </returns>
    public abstract string? Append(ReadOnlySpan<byte> text);
}
