namespace Segmentation;

/// <summary>The data of a source broke a rule (a value out of range, a key that repeats); nothing was evaluated from it.</summary>
public sealed class SegmentDataException : Exception
{
    /// <summary>Creates the exception for a place in the data.</summary>
    /// <param name="entity">The entity, such as <c>order</c>.</param>
    /// <param name="attribute">The attribute or relation; null when the row as a whole is wrong.</param>
    /// <param name="key">The key of the row as it was read; null when it has none.</param>
    /// <param name="reason">What is wrong, without the place.</param>
    /// <param name="innerException">What was thrown where the value was read; null when nothing was.</param>
    public SegmentDataException(string entity, string? attribute, string? key, string reason, Exception? innerException = null)
        : base($"{entity}{(attribute is null ? "" : "." + attribute)}{(key is null ? "" : $" of key '{key}'")}: {reason}", innerException)
    {
        Entity = entity;
        Attribute = attribute;
        Key = key;
        Reason = reason;
    }

    /// <summary>The entity, such as <c>order</c>.</summary>
    public string Entity { get; }

    /// <summary>The attribute or relation; null when the row as a whole is wrong.</summary>
    public string? Attribute { get; }

    /// <summary>The key of the row as it was read; null when it has none.</summary>
    public string? Key { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }
}
