using Segmentation.Explanations;

namespace Segmentation.Refresh;

/// <summary>A source with one customer of another source, and the rows behind that one.</summary>
internal sealed class OneSubjectSource(ISegmentSource source, SubjectKey customer) : ISegmentSource
{
    public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => new OneSubjectSnapshot(
        await source.OpenAsync(needs, ct).ConfigureAwait(false), needs.Schema.Subject, kind => kind == customer.Kind ? customer : null);
}
