using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Explanations;
using Segmentation.Predicates;

namespace Segmentation;

/// <summary>
/// Explains why a customer is, or is not, in a segment: with the same bound conditions and the same functions that
/// <see cref="SegmentEvaluator"/> uses, so that the verdict is its verdict. Safe for concurrent use.
/// </summary>
/// <param name="source">Where customers come from.</param>
public sealed class SegmentExplainer(ISegmentSource source)
{
    private const int HorizonYears = 10;

    private readonly ISegmentSource _source = source ?? throw new ArgumentNullException(nameof(source));

    /// <summary>How many rows are named as examples at most, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int MaxExamples
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 3;

    /// <summary>
    /// Who answers external conditions; nobody by default. Each condition in the segment, and in those that it refers to,
    /// is asked about this one customer, as all of them are shown. The next change takes the answers to stay as they are.
    /// </summary>
    public ExternalAnswers External { get; init; } = ExternalAnswers.None;

    /// <summary>
    /// Explains one customer and one segment. Reads what the segment needs in the order of customers' keys, keeps only this
    /// customer's rows, and stops after them; rows that others refer to by key are read whole.
    /// </summary>
    /// <param name="set">The segments.</param>
    /// <param name="segmentId">The segment.</param>
    /// <param name="key">The customer's key.</param>
    /// <param name="asOf">The instant, between the years 1000 and 8990.</param>
    /// <param name="ct">Cancels the reading and the search for the next change.</param>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    /// <exception cref="SubjectNotFoundException">The source has no such customer.</exception>
    /// <exception cref="SegmentSourceException">The source cannot give what the segment needs.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    /// <exception cref="SegmentFailedException">An external condition was not answered.</exception>
    public Task<Explanation> ExplainAsync(
        SegmentSet set, string segmentId, SubjectKey key, DateTimeOffset asOf, CancellationToken ct = default) =>
        ExplainAsync(set, segmentId, key.ToString(), kind => kind == key.Kind ? key : null, asOf, ct);

    /// <summary>Explains one customer, whose key is written as a text and taken as a key of the kind that the source has.</summary>
    /// <param name="set">The segments.</param>
    /// <param name="segmentId">The segment.</param>
    /// <param name="key">The customer's key, as a file or an address has it.</param>
    /// <param name="asOf">The instant, between the years 1000 and 8990.</param>
    /// <param name="ct">Cancels the reading and the search for the next change.</param>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    /// <exception cref="SubjectNotFoundException">The source has no such customer.</exception>
    /// <exception cref="SegmentSourceException">The source cannot give what the segment needs.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    /// <exception cref="SegmentFailedException">An external condition was not answered.</exception>
    public Task<Explanation> ExplainAsync(
        SegmentSet set, string segmentId, string key, DateTimeOffset asOf, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ExplainAsync(set, segmentId, key, kind => SubjectKey.Parse(key, kind), asOf, ct);
    }

    private async Task<Explanation> ExplainAsync(
        SegmentSet set, string segmentId, string key, Func<KeyKind, SubjectKey?> keyOf, DateTimeOffset asOf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(segmentId);
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf.UtcDateTime.Year, SegmentEvaluator.FirstYear, nameof(asOf));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asOf.UtcDateTime.Year, SegmentEvaluator.LastYear - HorizonYears, nameof(asOf));
        BoundSegment segment = set[segmentId];
        EvaluationPlan plan = new ExplanationNeeds(set).PlanOf(segment);
        SubjectView subject = await SubjectView.ReadAsync(_source, set.Schema, plan, keyOf, asOf, ct).ConfigureAwait(false)
            ?? throw new SubjectNotFoundException(set.Schema.Subject.Name, key);
        if (subject.Externals is { } externals)
            subject = subject.With(await AskAsync(externals, segmentId, subject.Key, asOf, ct).ConfigureAwait(false));

        var builder = new ExplanationBuilder(set, subject, MaxExamples);
        (ExplanationNode tree, int rule) = builder.Build(segment);
        DateTimeOffset horizon = asOf.ToUniversalTime().AddYears(HorizonYears);
        return new Explanation
        {
            Subject = set.Schema.Subject.Name,
            Key = subject.Key,
            SegmentId = segmentId,
            AsOf = asOf,
            IsMember = subject.Holds(segment.Membership),
            Tree = tree,
            Decisive = builder.Decisive(rule),
            NextChange = new ChangeSearch(subject, segment.Membership, horizon).Find(ct),
            Horizon = horizon,
        };
    }

    private async Task<Dictionary<ExternalNode, bool>> AskAsync(
        ExternalPlan externals, string segmentId, SubjectKey key, DateTimeOffset asOf, CancellationToken ct)
    {
        var asking = new ExternalAsking(External, asOf, ct);
        var keys = new KeyList("");
        keys.Append(key);
        var answers = new Dictionary<ExternalNode, bool>();
        foreach (ExternalNode external in externals.Nodes)
        {
            ulong[] satisfying = await asking.AskAsync(external, keys, Bits.All(1)).ConfigureAwait(false)
                ?? throw new SegmentFailedException(asking.FailureOf(segmentId, external));
            answers.Add(external, Bits.Get(satisfying, 0));
        }

        return answers;
    }
}
