namespace Segmentation.Refresh;

/// <summary>In which order segments are refreshed: the oldest first, but those that others refer to before these.</summary>
internal static class DueOrder
{
    public static IReadOnlyList<string> Of(CatalogView view, IEnumerable<string> ids)
    {
        CatalogEntry[] oldest =
        [
            .. ids.Distinct(StringComparer.Ordinal).Select(view.Find).OfType<CatalogEntry>()
                .OrderBy(e => e.State.RefreshedAt ?? DateTimeOffset.MinValue).ThenBy(e => e.Id, StringComparer.Ordinal),
        ];
        var due = oldest.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        List<string> order = [];
        foreach (CatalogEntry entry in oldest)
        {
            if (entry.IsUsable)
            {
                // Each reference's own references come before it, too, because they are fewer.
                IEnumerable<string> references = view.Set[entry.Id].AllReferences.Where(due.Contains)
                    .OrderBy(id => view.Set[id].AllReferences.Count).ThenBy(id => id, StringComparer.Ordinal);
                order.AddRange(references.Where(done.Add));
            }

            if (done.Add(entry.Id))
                order.Add(entry.Id);
        }

        return order;
    }

    /// <summary>Why a segment has no members at an instant, whatever its conditions say; null when it can have some.</summary>
    public static MemberChangeCause? LapseOf(Segment segment, DateTimeOffset asOf) =>
        !segment.IsActive || asOf < segment.StartsAt ? MemberChangeCause.Inactive
        : asOf >= segment.ExpiresAt ? MemberChangeCause.Expired
        : null;
}
