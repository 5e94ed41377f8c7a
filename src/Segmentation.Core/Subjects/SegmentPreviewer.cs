using System.Runtime.CompilerServices;
using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;
using Segmentation.Subjects;

namespace Segmentation;

/// <summary>
/// Tells who would be in a segment before it is saved, in one pass over one snapshot. Safe for concurrent use.
/// </summary>
/// <param name="source">Where subjects come from.</param>
public sealed class SegmentPreviewer(ISegmentSource source)
{
    private readonly ISegmentSource _source = source ?? throw new ArgumentNullException(nameof(source));

    /// <summary>Previews a definition. Reads what its conditions and the columns need; memory is bounded by a block and a page.</summary>
    /// <param name="saved">The segments that the definition may refer to; one of its id is replaced by it.</param>
    /// <param name="definition">The definition, saved or not.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <param name="options">What is shown; null for the defaults.</param>
    /// <param name="progress">Told after every block; null for nobody.</param>
    /// <param name="ct">Cancels between blocks and while rows are read.</param>
    /// <exception cref="SegmentDefinitionException">The definition or a column is wrong; every problem is listed, those of the definition at <c>segments[0]</c>.</exception>
    /// <exception cref="SegmentFailedException">An external condition that the definition needs was not answered.</exception>
    /// <exception cref="SegmentSourceException">The source cannot give what is needed.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    public Task<SegmentPreview> PreviewAsync(
        SegmentSet saved,
        Segment definition,
        DateTimeOffset asOf,
        SegmentPreviewOptions? options = null,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(saved);
        ArgumentNullException.ThrowIfNull(definition);
        AsOfRange.Require(asOf);
        options ??= new SegmentPreviewOptions();
        if (options.AsIfActive)
            definition = definition with { IsActive = true, StartsAt = null, ExpiresAt = null };
        Segment[] segments = [definition, .. saved.Segments.Where(s => s.Id != definition.Id)];
        var binder = new SubjectBinder(saved.Schema, segments, saved.Lists, saved.Options);
        IReadOnlyList<(BoundColumn Column, BoundValue Value)> columns = binder.Bind(options.Columns);
        binder.Require();
        return PreviewAsync(saved.Schema, binder, columns, asOf, options, progress, ct);
    }

    private async Task<SegmentPreview> PreviewAsync(
        SegmentSchema schema,
        SubjectBinder binder,
        IReadOnlyList<(BoundColumn Column, BoundValue Value)> columns,
        DateTimeOffset asOf,
        SegmentPreviewOptions options,
        IProgress<EvaluationProgress>? progress,
        CancellationToken ct)
    {
        BoundSegment segment = binder.Segments[0]!;
        PredicateNode[] scope = [.. new[] { segment.Settings.Scope, segment.Settings.Websites, segment.Settings.Stores }.OfType<PredicateNode>()];
        BoundValue[] values = [.. columns.Select(c => c.Value)];
        ExternalRun? external = ExternalPlan.Of([segment.Membership]) is { } plan ? new ExternalRun(plan, [segment], options.External, asOf, ct) : null;
        var page = new PageBuilder(schema.Subject.Name, options, values);
        DifferenceBuilder? difference = options.StoredMembers is null ? null : new DifferenceBuilder(options.StoredMembers, schema.Subject.Name, options.PageSize, ct);
        int count = 0, inScope = 0, total = 0, blocksDone = 0;
        try
        {
            SubjectBlocks blocks = await SubjectBlocks.OpenAsync(
                _source, schema, binder.Plan([segment.Membership, .. scope], values), asOf, new SubjectReadOptions(), ct).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable _ = blocks.ConfigureAwait(false);
            while (await blocks.NextAsync(options.BlockSize).ConfigureAwait(false) is { } block)
            {
                ct.ThrowIfCancellationRequested();
                ulong[] members = external is null ? block.Bits(segment.Membership) : await MembersAsync(external, block).ConfigureAwait(false);
                count += Bits.Count(members);
                inScope += block.CountAll(scope);
                total += block.Keys.Count;
                page.Add(block, members);
                if (difference is not null)
                    await difference.AddAsync(block.Keys, members).ConfigureAwait(false);
                progress?.Report(new EvaluationProgress(total, ++blocksDone));
            }

            return new SegmentPreview
            {
                SegmentId = segment.Definition.Id,
                AsOf = asOf,
                Count = count,
                InScope = inScope,
                Total = total,
                Columns = [.. columns.Select(c => c.Column)],
                Page = page.Build(),
                Change = difference is null ? null : await difference.BuildAsync().ConfigureAwait(false),
            };
        }
        finally
        {
            if (difference is not null)
                await difference.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The members of a block, for whom the host is asked where the rows do not decide.</summary>
    private static async Task<ulong[]> MembersAsync(ExternalRun external, SubjectBlock block)
    {
        ExternalBlock decided = await external.DecideAsync(block.Evaluator, block.Keys).ConfigureAwait(false);
        return external.Failures[0] is { } failure ? throw new SegmentFailedException(failure) : external.Members(0, decided);
    }
}
