using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation.Explanations;

/// <summary>What came out for the rows behind a subject: of questions about rows, and of the conditions below them.</summary>
internal sealed class RowsBuilder(SubjectView subject, int maxExamples)
{
    public static ExplanationKind KindOf(Condition condition) => condition switch
    {
        CombinationCondition => ExplanationKind.Combination,
        AttributeCondition => ExplanationKind.Attribute,
        RelatedCondition => ExplanationKind.Related,
        AggregateCondition => ExplanationKind.Aggregate,
        SegmentCondition => ExplanationKind.Reference,
        _ => ExplanationKind.Other,
    };

    /// <summary>The node of a condition of the subject with the rows that it leads to and the conditions on them.</summary>
    public ExplanationNode Complete(ExplanationNode node, BoundCondition condition)
    {
        if (condition.Rows is null)
            return node with { Children = Children(condition, []) };
        int[] examples = Examples(condition);
        return node with { Rows = Rows(condition.Rows, WhereOf(condition)?.Predicate, examples, null), Children = Children(condition, examples) };
    }

    // What leads to rows has its 'where' as its only child; another condition's parts are of the rows of its own domain.
    private IReadOnlyList<ExplanationNode> Children(BoundCondition condition, int[] examples) =>
        [.. condition.Children.Select(child => OfRows(child, examples))];

    private ExplanationNode OfRows(BoundCondition condition, int[] examples) => new()
    {
        Kind = KindOf(condition.Condition),
        Path = condition.Path,
        Test = ConditionTexts.Of(condition.Condition),
        ComparedWith = ConditionTexts.ComparedWith(condition, subject),
        Rows = Rows(condition.Domain, condition.Predicate, examples, condition.Value),
        Children = Children(condition, condition.Rows is null ? examples : Examples(condition)),
    };

    private ExplainedRows Rows(DomainNode domain, PredicateNode? predicate, int[] examples, BoundValue? value)
    {
        int count = subject.CountRows(domain);
        ulong[]? bits = predicate is null ? null : subject.BitsOf(predicate);
        Vector? values = value is null ? null : subject.Values(value.Node);
        return new ExplainedRows(
            domain.Entity.Name,
            count,
            bits is null ? count : Bits.Count(bits),
            [.. examples.Select(row => new ExplainedRow(
                subject.KeyOf(domain, row),
                Bits.IsSet(bits, row),
                value is null ? null : ValueTexts.Of(value, values!, row, subject.Frame)))]);
    }

    private static BoundCondition? WhereOf(BoundCondition condition) => condition.Children.Count > 0 ? condition.Children[0] : null;

    /// <summary>The rows that decide a question: those that satisfy its 'where', of 'every' those that do not. Where there are none, those that come nearest.</summary>
    private int[] Examples(BoundCondition condition)
    {
        int count = subject.CountRows(condition.Rows!);
        if (WhereOf(condition) is not { Predicate: { } predicate } where)
            return [.. Enumerable.Range(0, Math.Min(count, maxExamples))];
        ulong[] satisfying = subject.BitsOf(predicate);
        bool wanted = condition.Condition is not RelatedCondition { Quantifier: Quantifier.Every };
        int[] deciding = [.. Enumerable.Range(0, count).Where(row => Bits.Get(satisfying, row) == wanted).Take(maxExamples)];
        if (deciding.Length > 0)
            return deciding;
        bool are = where.Condition is not CombinationCondition { Are: false };
        ulong[][] parts = [.. where.Children.Where(c => c.Predicate is not null).Select(c => subject.BitsOf(c.Predicate!))];
        return [.. Enumerable.Range(0, count).OrderByDescending(row => parts.Count(bits => Bits.Get(bits, row) == are)).Take(maxExamples)];
    }
}
