using Segmentation.Testing;

namespace Segmentation.Mutate;

/// <summary>What the evaluator is asked in one case; a mutation asks something else in its place.</summary>
/// <param name="Case">The case as it is written.</param>
/// <param name="Schema">What the segments are bound to, without the custom attributes of the data.</param>
/// <param name="Segments">The definitions.</param>
/// <param name="Lists">The sticky lists.</param>
/// <param name="AsOf">The instant.</param>
/// <param name="Zone">The time zone of segments that name none.</param>
internal sealed record Question(
    ConformanceCase Case, SegmentSchema Schema, IReadOnlyList<Segment> Segments, SegmentLists Lists, DateTimeOffset AsOf, string Zone)
{
    /// <summary>Changes the rows; null for the rows of the case.</summary>
    public Func<Dataset, Dataset>? Rows { get; init; }

    /// <summary>Changes the answer for a segment; null for what was evaluated.</summary>
    public Func<string, IReadOnlyCollection<string>, IReadOnlyCollection<string>>? Members { get; init; }

    /// <summary>What a case asks.</summary>
    /// <param name="case">The case.</param>
    /// <param name="schema">The vocabulary that its options make.</param>
    public static Question Of(ConformanceCase @case, SegmentSchema schema) => new(
        @case,
        schema,
        SegmentFile.Parse($$"""{"version":1,"segments":{{@case.Segments}}}""").Segments,
        @case.Lists is null ? SegmentLists.Empty : SegmentListsFile.Read(@case.Lists),
        @case.AsOf,
        @case.TimeZone ?? @case.Options.TimeZone ?? "UTC");

    /// <summary>Whether both ask for the same, so that evaluating one of them is enough.</summary>
    public bool IsSame(Question other) =>
        ReferenceEquals(Schema, other.Schema) && Segments.SequenceEqual(other.Segments) && ReferenceEquals(Lists, other.Lists)
        && AsOf == other.AsOf && Zone == other.Zone && Rows == other.Rows && Members == other.Members;

    /// <summary>Whether the members of some segment are not exactly those that the case expects; null when the definitions are refused.</summary>
    public async Task<bool?> IsAnsweredWronglyAsync()
    {
        var data = Dataset.Parse(Schema, Case.Data);
        if (Case.Options.DeriveGuests)
            data = data.WithDerivedGuests();
        if (Rows is not null)
            data = Rows(data);
        SegmentSet set;
        try
        {
            // A rule may write one condition as several; that is no reason to refuse it.
            var options = new BindOptions { TimeZone = Zone, Language = TextOperators.Language, MaxDepth = 200, MaxNodes = 10_000 };
            set = SegmentSet.Bind(data.Schema, Segments, Lists, options);
        }
        catch (SegmentDefinitionException)
        {
            return null;
        }

        EvaluationResult result = await new SegmentEvaluator(new DatasetSource(data)).EvaluateAsync(set, AsOf);
        return set.Segments.Any(s => !Answer(s.Id, result).ToHashSet(StringComparer.Ordinal).SetEquals(Case.Expected![s.Id]));
    }

    private IReadOnlyCollection<string> Answer(string segment, EvaluationResult result)
    {
        string[] members = [.. result[segment].Select(key => key.ToString())];
        return Members is null ? members : Members(segment, members);
    }
}
