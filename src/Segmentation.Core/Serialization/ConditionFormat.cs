namespace Segmentation;

/// <summary>How one type of condition is written in JSON: its word, its properties, and both directions of conversion.</summary>
internal abstract class ConditionFormat
{
    /// <summary>The word in <c>type</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The class of such conditions.</summary>
    public abstract Type ConditionType { get; }

    /// <summary>What it is, for messages.</summary>
    public abstract string What { get; }

    /// <summary>The properties beside <c>type</c>, in the order in which they are written.</summary>
    public abstract IReadOnlyList<string> Properties { get; }

    /// <summary>The property by which a condition without <c>type</c> is recognised; null when none tells it.</summary>
    public abstract string? Mark { get; }

    /// <summary>The condition, or as much of one as lets its parts be checked further, with placeholders for the rest.</summary>
    public abstract Condition Read(ObjectReader properties, ConditionJson json);

    /// <summary>Writes the properties after <c>type</c>.</summary>
    public abstract void Write(Condition condition, CanonicalWriter writer, ConditionJson json);
}
