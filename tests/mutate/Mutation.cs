namespace Segmentation.Mutate;

/// <summary>One rule of the evaluator turned into its neighbour, by asking the evaluator what it would answer if it had that rule.</summary>
/// <param name="Name">Which rule, and what it becomes.</param>
/// <param name="Apply">The question in place of another; the same one where the rule plays no part.</param>
internal sealed record Mutation(string Name, Func<Question, Question> Apply)
{
    /// <summary>A name in the definitions whose cases are likely to show it, and are therefore tried first; null for none.</summary>
    public string? Focus { get; init; }

    /// <summary>A rule about conditions, applied to each of them wherever it stands.</summary>
    /// <param name="name">Which rule, and what it becomes.</param>
    /// <param name="rule">A condition in place of another; its parts are rewritten already.</param>
    public static Mutation OfCondition(string name, Func<Condition, Place, Condition> rule) =>
        new(name, question => question with { Segments = [.. question.Segments.Select(s => Rewriting.Of(s, question, rule))] });

    /// <summary>A rule about comparisons of attributes and figures.</summary>
    /// <param name="name">Which rule, and what it becomes.</param>
    /// <param name="rule">A condition in place of a comparison; null where the rule plays no part.</param>
    public static Mutation OfLeaf(string name, Func<Leaf, Condition?> rule) =>
        OfCondition(name, (condition, place) => Leaf.Of(condition, place) is { } leaf ? rule(leaf) ?? condition : condition);

    /// <summary>A rule about values to compare with, each bound and alternative by itself.</summary>
    /// <param name="name">Which rule, and what it becomes.</param>
    /// <param name="rule">A value in place of another.</param>
    public static Mutation OfOperand(string name, Func<Operand, Leaf, Operand> rule) => OfLeaf(name, leaf => leaf.Value switch
    {
        null => null,
        Operand.List list => leaf.Is(leaf.Operator, new Operand.List([.. list.Items.Select(item => rule(item, leaf))])),
        { } value => leaf.Is(leaf.Operator, rule(value, leaf)),
    });

    /// <summary>A rule about the settings of a segment.</summary>
    /// <param name="name">Which rule, and what it becomes.</param>
    /// <param name="rule">A segment in place of another.</param>
    public static Mutation OfSegment(string name, Func<Segment, Segment> rule) =>
        new(name, question => question with { Segments = [.. question.Segments.Select(rule)] });
}
