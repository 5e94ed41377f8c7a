using System.Runtime.CompilerServices;
using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;
using Segmentation.Subjects;

namespace Segmentation;

/// <summary>
/// Answers for ids or e-mail addresses that people give, each member or not, and names those that nobody goes by. Safe for
/// concurrent use.
/// </summary>
/// <param name="source">Where subjects come from.</param>
public sealed class MembershipValidator(ISegmentSource source)
{
    private const int BlockSize = 4096;
    private const int MostAskedAtOnce = 1000;

    private readonly ISegmentSource _source = source ?? throw new ArgumentNullException(nameof(source));

    /// <summary>
    /// Answers by a segment's rules now. Reads what they need once, in key order; only blocks with a subject that was named are
    /// evaluated.
    /// </summary>
    /// <param name="set">The segments.</param>
    /// <param name="segmentId">The segment.</param>
    /// <param name="given">Ids, e-mail addresses, or both; may repeat.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <param name="naming">What subjects go by; null for the defaults.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    /// <exception cref="SegmentFailedException">The segment asks the host, which only refreshing and previewing do: validate against its stored members.</exception>
    /// <exception cref="SegmentDefinitionException">An attribute of the naming is wrong; every problem is listed.</exception>
    /// <exception cref="SegmentSourceException">The source cannot give what is needed.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    public async Task<MembershipValidation> ValidateAsync(
        SegmentSet set, string segmentId, IReadOnlyList<string> given, DateTimeOffset asOf, SubjectNaming? naming = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(segmentId);
        ArgumentNullException.ThrowIfNull(given);
        AsOfRange.Require(asOf);
        var binder = new SubjectBinder(set.Schema, set.Segments, set.Lists, set.Options);
        PredicateNode membership = binder.Segments[set.IndexOf(segmentId)]!.Membership;
        if (ExternalPlan.Of([membership]) is { } external)
        {
            throw new SegmentFailedException(new SegmentFailure(
                segmentId, external.Nodes[0].Name, $"'{external.Nodes[0].Name}' is answered by the host, who is asked when the segment is refreshed; validate against its stored members"));
        }

        return (await FindAsync(set.Schema, binder, membership, given, naming, asOf, ct).ConfigureAwait(false)).Answer();
    }

    /// <summary>Answers by stored members, or by any other account of who is one. Reads only what subjects go by.</summary>
    /// <param name="schema">The schema that the naming speaks of.</param>
    /// <param name="findMembers">Which of some subjects are members, such as the look-up of stored members. Asked about up to 1,000 in key order at a time, each subject once.</param>
    /// <param name="given">Ids, e-mail addresses, or both; may repeat.</param>
    /// <param name="asOf">The instant, for names that are computed.</param>
    /// <param name="naming">What subjects go by; null for the defaults.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="SegmentDefinitionException">An attribute of the naming is wrong; every problem is listed.</exception>
    /// <exception cref="SegmentSourceException">The source cannot give what is needed.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    public async Task<MembershipValidation> ValidateAsync(
        SegmentSchema schema,
        Func<IReadOnlyList<SubjectKey>, CancellationToken, ValueTask<IReadOnlyList<SubjectKey>>> findMembers,
        IReadOnlyList<string> given,
        DateTimeOffset asOf,
        SubjectNaming? naming = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(findMembers);
        ArgumentNullException.ThrowIfNull(given);
        AsOfRange.Require(asOf);
        var binder = new SubjectBinder(schema, [], SegmentLists.Empty, new BindOptions());
        NamedSubjects named = await FindAsync(schema, binder, null, given, naming, asOf, ct).ConfigureAwait(false);
        var members = new HashSet<SubjectKey>();
        foreach (SubjectKey[] some in named.Found.Chunk(MostAskedAtOnce))
            members.UnionWith(await findMembers(some, ct).ConfigureAwait(false));
        return named.Answer(members);
    }

    private async Task<NamedSubjects> FindAsync(
        SegmentSchema schema,
        SubjectBinder binder,
        PredicateNode? membership,
        IReadOnlyList<string> given,
        SubjectNaming? naming,
        DateTimeOffset asOf,
        CancellationToken ct)
    {
        naming ??= new SubjectNaming();
        IReadOnlyList<BoundValue> names = binder.BindNames(naming.Attributes ?? DefaultAttributes(schema));
        binder.Require();
        var named = new NamedSubjects(given, naming.ByKey, names);
        if (given.Count == 0)
            return named;
        SubjectBlocks blocks = await SubjectBlocks.OpenAsync(
            _source, schema, binder.Plan(membership is null ? [] : [membership], names), asOf, new SubjectReadOptions(), ct).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = blocks.ConfigureAwait(false);
        while (await blocks.NextAsync(BlockSize).ConfigureAwait(false) is { } block)
        {
            ct.ThrowIfCancellationRequested();
            named.Add(block, membership);
        }

        return named;
    }

    private static string[] DefaultAttributes(SegmentSchema schema) =>
        schema.Subject.FindAttribute("email") is { Type: AttributeType.Text or AttributeType.Choice } ? ["email"] : [];
}
