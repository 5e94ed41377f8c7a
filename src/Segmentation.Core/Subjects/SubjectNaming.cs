namespace Segmentation;

/// <summary>What subjects go by when people name them. Immutable.</summary>
public sealed record SubjectNaming
{
    /// <summary>Whether a text can be a subject's key. True by default.</summary>
    public bool ByKey { get; init; } = true;

    /// <summary>
    /// Texts or choices that subjects are named by, as conditions name them; compared by the attribute's own equality, which
    /// ignores case unless it is declared otherwise. Null, the default, for the subject's <c>email</c> where it has one.
    /// </summary>
    public IReadOnlyList<string>? Attributes { get; init; }
}
