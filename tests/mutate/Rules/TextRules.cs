namespace Segmentation.Mutate.Rules;

/// <summary>What texts compare by.</summary>
internal static class TextRules
{
    public static IEnumerable<Mutation> All =>
    [
        .. Compared("minds case", Operator.Equal, Operator.NotEqual, TextOperators.OrdinalEqual),
        .. Compared("minds case", Operator.In, Operator.NotIn, TextOperators.OrdinalIn),
        .. Compared("minds case", Operator.Contains, Operator.DoesNotContain, TextOperators.OrdinalContains),
        .. Compared("minds case", Operator.BeginsWith, Operator.DoesNotBeginWith, TextOperators.OrdinalBeginsWith),
        .. Compared("minds case", Operator.EndsWith, Operator.DoesNotEndWith, TextOperators.OrdinalEndsWith),
        .. Compared("minds case", Operator.HasAny, Operator.HasNone, TextOperators.OrdinalHasAny),
        Compared("minds case", Operator.HasAll, TextOperators.OrdinalHasAll),
        Compared("minds case of letters beyond ASCII", Operator.Equal, TextOperators.AsciiEqual),
        Compared("ignores spaces at the ends", Operator.Equal, TextOperators.TrimmedEqual),
        Compared("ignores accents", Operator.Equal, TextOperators.UnaccentedEqual),
        Compared("normalises", Operator.Equal, TextOperators.NormalisedEqual),
        Compared("takes ß for ss", Operator.Equal, TextOperators.SharpEqual),
        Compared("takes % and _ for wildcards", Operator.Contains, TextOperators.PatternContains),
        Compared("takes * for a wildcard", Operator.Contains, TextOperators.StarContains),
        Compared("takes % and _ for wildcards", Operator.BeginsWith, TextOperators.PatternBeginsWith),
        Compared("takes % and _ for wildcards", Operator.EndsWith, TextOperators.PatternEndsWith),
        Mutation.OfLeaf("an empty text is missing", leaf => leaf switch
        {
            { Kind: "text", Operator.Name: "null" } => Logic.Any(leaf.Condition, leaf.Is(Operator.Equal, "")),
            { Kind: "text", Operator.Name: "notNull" } => Logic.All(leaf.Condition, leaf.Is(Operator.NotEqual, "")),
            _ => null,
        }),
        new("every attribute minds case", question => question with { Schema = SchemaCopy.Of(question.Schema, mindsCase: true) }),
        new("countDistinct minds case", question =>
        {
            // Only definitions without any other text in them, so that nothing else shows the difference.
            Segment[] counting = [.. question.Segments.Where(s => s.Conditions is AggregateCondition { Function: AggregateFunction.CountDistinct, Where: null })];
            return counting.Length == 0 ? question : question with { Segments = counting, Schema = SchemaCopy.Of(question.Schema, mindsCase: true) };
        }),
    ];

    private static IEnumerable<Mutation> Compared(string how, Operator positive, Operator negative, Operator other) =>
        [Compared(how, positive, other), Compared(how, negative, TextOperators.Not(other))];

    private static Mutation Compared(string how, Operator @operator, Operator other) => Mutation.OfLeaf(
        $"'{@operator}' {how}",
        leaf => leaf.Operator == @operator && leaf.Kind is ("text" or "choice" or "set") ? Reread(leaf, other) : null);

    // Only the attributes of the vocabulary: a figure has no text.
    private static Condition? Reread(Leaf leaf, Operator other) =>
        leaf.Attribute is { Hierarchy: null } ? leaf.Is(other, leaf.Value) : null;
}
