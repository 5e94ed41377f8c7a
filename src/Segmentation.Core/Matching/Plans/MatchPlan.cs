using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>How the segments of one set are matched with the objects of a host. Immutable and safe for concurrent use.</summary>
internal sealed class MatchPlan
{
    private MatchPlan(MatchSources sources, CellBuilder cells, FormulaBuilder formulas, Formula[] memberships, IndexLayout layout)
    {
        Sources = sources;
        Steps = [.. cells.Steps];
        Families = formulas.Families;
        Cuts = cells.Cuts;
        RowsCount = cells.RowsCount;
        NumberCount = cells.NumberCount;
        TextCount = cells.TextCount;
        SetCount = cells.SetCount;
        PredicateCount = cells.PredicateCount;
        SlotCount = formulas.SlotCount;
        Index = new MatchIndex(memberships, Families, layout);
        Calendar = new CalendarTerms(Cuts.Terms);
    }

    public MatchSources Sources { get; }

    /// <summary>In the order in which a match takes them.</summary>
    public Step[] Steps { get; }

    public IReadOnlyList<Family> Families { get; }

    public Cuts Cuts { get; }

    public CalendarTerms Calendar { get; }

    /// <summary>The segments as code, where there are few of them; else null.</summary>
    public CompiledSegments? Compiled { get; private init; }

    public MatchIndex Index { get; }

    public int RowsCount { get; }

    public int NumberCount { get; }

    public int TextCount { get; }

    public int SetCount { get; }

    public int PredicateCount { get; }

    public int SlotCount { get; }

    /// <summary>Plans the segments of a set.</summary>
    /// <exception cref="SegmentSourceException">Something cannot be reached from a customer; the message names all of it and the segments.</exception>
    public static MatchPlan Of(DomainNode subject, IReadOnlyList<BoundSegment> segments, MatchSources sources, IndexLayout layout)
    {
        var cells = new CellBuilder(sources, subject);
        var builder = new FormulaBuilder(cells, sources);
        foreach (BoundSegment segment in segments)
            builder.Count(segment.Membership);
        var declared = new List<Func<Formula>>(segments.Count);
        var refused = new List<(string Reason, string Segment)>();
        foreach (BoundSegment segment in segments)
        {
            try
            {
                declared.Add(builder.Declare(segment.Membership));
            }
            catch (MatchRefusal refusal)
            {
                refused.Add((refusal.Message, segment.Definition.Id));
            }
        }

        if (refused.Count > 0)
        {
            throw new SegmentSourceException(string.Join(Environment.NewLine, refused
                .GroupBy(r => r.Reason, r => $"'{r.Segment}'", StringComparer.Ordinal)
                .Select(g => $"Not matched: {string.Join(", ", g)}: {g.Key}.")));
        }

        builder.Close();
        Formula[] memberships = [.. declared.Select(d => d())];
        builder.CloseShared();
        return new MatchPlan(sources, cells, builder, memberships, layout)
        {
            Compiled = segments.Count <= layout.MostCompiled ? CompiledSegments.TryCompile(segments, sources, cells.Cuts) : null,
        };
    }
}
