using Segmentation.Cli.Evaluate;
using Segmentation.Cli.Input;

namespace Segmentation.Cli.Shops;

/// <summary>Definitions of files, looked at beside the stored ones that they may refer to.</summary>
internal static class DraftFile
{
    /// <summary>Reads definitions and lists.</summary>
    /// <exception cref="BadInputException">Something in them cannot be read; every problem that can be seen without the stored ones is listed.</exception>
    public static async Task<(IReadOnlyList<Segment> Segments, SegmentLists Lists)> ReadAsync(DefinitionPaths files, SegmentSchema schema, CancellationToken ct)
    {
        var problems = new List<InputProblem>();
        SegmentDocument? document = await DefinitionFiles.ReadSegmentsAsync(files.Segments, problems, ct).ConfigureAwait(false);
        if (document is { Problems.Count: > 0 })
            DefinitionFiles.Add(files.Segments, ProblemsOf(document, schema), problems);
        SegmentLists? lists = files.Lists is null
            ? SegmentLists.Empty
            : await DefinitionFiles.ReadListsAsync(files.Lists, problems, ct).ConfigureAwait(false);
        return problems.Count == 0 && document is not null && lists is not null ? (document.Segments, lists) : throw new BadInputException(problems);
    }

    /// <summary>Binds definitions, which come first, with those stored ones that they do not replace.</summary>
    /// <exception cref="SegmentDefinitionException">Something is wrong with them, or with stored ones that refer to them.</exception>
    public static async Task<SegmentSet> BindAsync(IReadOnlyList<Segment> drafts, OpenShop shop, CancellationToken ct)
    {
        SegmentSet stored = await shop.Catalog.GetAsync(ct).ConfigureAwait(false);
        var ids = drafts.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        Segment[] all = [.. drafts, .. stored.Segments.Where(s => !ids.Contains(s.Id))];
        return SegmentSet.Bind(stored.Schema, all, stored.Lists, stored.Options);
    }

    // What refers to a stored segment cannot be bound by itself; that is looked at when the rest is right.
    private static List<Problem> ProblemsOf(SegmentDocument document, SegmentSchema schema)
    {
        try
        {
            SegmentSet.Bind(schema, document);
            return [.. document.Problems];
        }
        catch (SegmentDefinitionException refused)
        {
            return [.. refused.Problems.Where(p => p.Code != "segment.unknown")];
        }
    }
}
