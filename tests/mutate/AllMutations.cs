using Segmentation.Mutate.Rules;

namespace Segmentation.Mutate;

/// <summary>Every mutation there is.</summary>
internal static class AllMutations
{
    /// <summary>Rewritings that change nothing in what is asked; a difference would be an error of the rewriting.</summary>
    public static IReadOnlyList<Mutation> Faithful { get; } =
    [
        new("as written", question => question),
        TimeRules.Written("times written out", new Reckoning()),
        SchemaRules.Copied,
    ];

    public static IEnumerable<Mutation> Of(IReadOnlyList<Question> suite) =>
    [
        .. OperatorRules.All,
        .. TextRules.All,
        .. GroupRules.All,
        .. RowRules.All,
        .. FigureRules.All,
        .. MembershipRules.All,
        .. TimeRules.All,
        .. ElapsedRules.All,
        .. SchemaRules.Of(suite[0].Schema),
    ];
}
