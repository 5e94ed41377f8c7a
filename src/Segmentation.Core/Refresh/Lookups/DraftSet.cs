namespace Segmentation.Refresh;

/// <summary>Binds a definition that is not stored together with those stored ones that it refers to.</summary>
internal static class DraftSet
{
    /// <exception cref="SegmentDefinitionException">Something is wrong with the draft; every problem is listed.</exception>
    public static SegmentSet Bind(CatalogView view, Segment draft, BindOptions options)
    {
        Segment[] all = [draft, .. view.Set.Segments.Where(s => s.Id != draft.Id)];
        DefinitionBinding binding = DefinitionBinding.Of(view.Set.Schema, all, view.Lists, options);
        if (binding.Problems.TryGetValue(draft.Id, out IReadOnlyList<Problem>? problems))
        {
            // A circle through the draft is found in the last segment of it.
            Problem[] others = [.. binding.Problems.Where(p => p.Key != draft.Id && !binding.Followers.Contains(p.Key)).SelectMany(p => p.Value)];
            throw new SegmentDefinitionException(binding.Followers.Contains(draft.Id) && others.Length > 0 ? others : problems);
        }

        return DefinitionBinding.Narrowed(binding.Set, [draft.Id], view.Lists, options);
    }
}
