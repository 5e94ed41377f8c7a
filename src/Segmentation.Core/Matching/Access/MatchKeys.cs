namespace Segmentation.Matching;

/// <summary>Keys of a host's types.</summary>
internal static class MatchKeys
{
    public static SubjectKey? Of(long key) => new SubjectKey(key);

    public static SubjectKey? Of(long? key) => key is { } present ? new SubjectKey(present) : null;

    public static SubjectKey? Of(Guid key) => new SubjectKey(key);

    public static SubjectKey? Of(Guid? key) => key is { } present ? new SubjectKey(present) : null;

    /// <exception cref="FormatException">It has U+0000 or an unpaired surrogate.</exception>
    public static SubjectKey? Of(string? key)
    {
        if (key is null)
            return null;
        TextRules.Require(key);
        return new SubjectKey(key);
    }
}
