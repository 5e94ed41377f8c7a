namespace Segmentation.Mutate.Rules;

/// <summary>How many rows must satisfy, and which.</summary>
internal static class RowRules
{
    public static IEnumerable<Mutation> All =>
    [
        .. Related("some as none", Quantifier.Some, block => block with { Quantifier = Quantifier.None }),
        .. Related("none as some", Quantifier.None, block => block with { Quantifier = Quantifier.Some }),
        .. Related("none as 'some other row differs'", Quantifier.None, block => block.Where is null
            ? block
            : block with { Quantifier = Quantifier.Some, Where = Logic.Not(block.Where) }),
        .. Related("none needs a row", Quantifier.None, block => Logic.All(block, new RelatedCondition(block.Relation, Quantifier.Some))),
        .. Related("every as none", Quantifier.Every, block => block with { Quantifier = Quantifier.None }),
        .. Related("every without 'at least one'", Quantifier.Every, block =>
            block with { Quantifier = Quantifier.None, Where = Logic.Not(block.Where!) }),
        .. Related("where dropped from some", Quantifier.Some, block => block with { Where = null }),
        .. Related("where dropped from none", Quantifier.None, block => block with { Where = null }),
        // Over at most one row these are the same thing.
        Related("some as every", Quantifier.Some, toMany: true, block => block.Where is null ? block : block with { Quantifier = Quantifier.Every }),
        Related("every as some", Quantifier.Every, toMany: true, block => block with { Quantifier = Quantifier.Some }),
        Related("the conditions of some may each hit another row", Quantifier.Some, toMany: true, block => block.Where is { Match: Match.All, Are: true } where
            ? Logic.All([.. where.Conditions.Select(c => block with { Where = Logic.All(c) })])
            : block),
        Related("the conditions of none may each hit another row", Quantifier.None, toMany: true, block => block.Where is { Match: Match.All, Are: true } where
            ? Logic.Not(Logic.All([.. where.Conditions.Select(c => block with { Quantifier = Quantifier.Some, Where = Logic.All(c) })]))
            : block),
    ];

    private static IEnumerable<Mutation> Related(string name, Quantifier quantifier, Func<RelatedCondition, Condition> rule) =>
        [Related(name, quantifier, toMany: true, rule), Related(name, quantifier, toMany: false, rule)];

    private static Mutation Related(string name, Quantifier quantifier, bool toMany, Func<RelatedCondition, Condition> rule) => Mutation.OfCondition(
        $"{name}, over {(toMany ? "many rows" : "at most one row")}",
        (condition, place) => condition is RelatedCondition block && block.Quantifier == quantifier && IsToMany(block.Relation, place) == toMany
            ? rule(block)
            : condition);

    private static bool IsToMany(string path, Place place)
    {
        Place at = place;
        foreach (string name in path.Split('.'))
        {
            if (at.Entity.FindRelation(name) is { IsToMany: true })
                return true;
            at = at.Over(name);
        }

        return false;
    }
}
