namespace Segmentation.Subjects;

/// <summary>The key that a page begins behind.</summary>
internal static class AfterKey
{
    /// <summary>The key as one of the source's kind; null for a page from the first subject on.</summary>
    /// <exception cref="SegmentSourceException">It is no key of that kind.</exception>
    public static SubjectKey? Of(SubjectKey? after, KeyKind kind, string entity)
    {
        if (after is not { } key || key.Kind == kind)
            return after;
        return SubjectKey.Parse(key.ToString(), kind)
            ?? throw new SegmentSourceException($"'{key}' is no key of '{entity}', whose keys are of kind {kind}; give as After a key that was read.");
    }
}
