using Segmentation.Testing;

namespace Segmentation.Tests.Plugins;

/// <summary>Binds and evaluates conditions over rows as they are written in JSON.</summary>
internal static class PluginRun
{
    public static DateTimeOffset AsOf { get; } = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static SegmentSet Bind(Condition condition, ConditionLanguage language) => Bind(CommerceSchema.Create(), language, Segment.Define("s").Where(condition));

    public static SegmentSet Bind(SegmentSchema schema, ConditionLanguage language, params Segment[] segments) =>
        SegmentSet.Bind(schema, segments, options: new BindOptions { Language = language });

    /// <summary>Path and code of every problem that a condition is refused with.</summary>
    public static string[] Refusals(Condition condition, ConditionLanguage language) =>
        [.. Refused(condition, language).Select(p => $"{p.Path} {p.Code}")];

    public static IReadOnlyList<Problem> Refused(Condition condition, ConditionLanguage language) =>
        Assert.Throws<SegmentDefinitionException>(() => Bind(condition, language)).Problems;

    public static Task<EvaluationResult> EvaluateAsync(
        string customers, Condition condition, ConditionLanguage language, ExternalAnswers? external = null) =>
        EvaluateAsync(customers, [Segment.Define("s").Where(condition)], language, external);

    public static Task<EvaluationResult> EvaluateAsync(
        string customers, Segment[] segments, ConditionLanguage language, ExternalAnswers? external = null, int blockSize = 4096, CancellationToken? ct = null)
    {
        Dataset data = Dataset.Parse(CommerceSchema.Create(), customers);
        return new SegmentEvaluator(new DatasetSource(data)).EvaluateAsync(
            Bind(data.Schema, language, segments),
            AsOf,
            new EvaluationOptions { External = external ?? ExternalAnswers.None, BlockSize = blockSize },
            ct: ct ?? TestContext.Current.CancellationToken);
    }

    public static string Members(this EvaluationResult result, string segment = "s") => string.Join(' ', result[segment]);
}
