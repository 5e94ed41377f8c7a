namespace Segmentation.Mutate;

/// <summary>The computations that differ from a given one in a single place.</summary>
internal static class Neighbours
{
    public static IEnumerable<(string Name, Computation Computation)> Of(Computation computation) => computation switch
    {
        Computation.Aggregate figure => [.. OfFigure(figure), .. Inner(figure.Of, of => figure with { Of = of })],
        Computation.Add sum => [
            ("+ as -", new Computation.Subtract(sum.Left, sum.Right)),
            .. Inner(sum.Left, left => sum with { Left = left }, "left "), .. Inner(sum.Right, right => sum with { Right = right }, "right ")],
        Computation.Subtract difference => [
            ("- as +", new Computation.Add(difference.Left, difference.Right)),
            .. Inner(difference.Left, left => difference with { Left = left }, "left "),
            .. Inner(difference.Right, right => difference with { Right = right }, "right ")],
        Computation.Multiply product => [("* as +", new Computation.Add(product.Left, product.Right)), ("* as its left", product.Left), ("* as its right", product.Right)],
        Computation.Latest latest => [
            ("latest as first present", new Computation.FirstPresent(latest.Of)),
            ("latest as first present of the reverse", new Computation.FirstPresent([.. latest.Of.Reverse()])),
            .. Several(latest.Of, of => latest with { Of = of })],
        Computation.FirstPresent first => [
            ("first present as last", first with { Of = [.. first.Of.Reverse()] }),
            .. Several(first.Of, of => first with { Of = of })],
        Computation.NotAfterAsOf past => [("also after as-of", past.Of)],
        Computation.Elapsed elapsed => [
            ("days and hours swapped", elapsed with { Unit = elapsed.Unit == ElapsedUnit.Days ? ElapsedUnit.Hours : ElapsedUnit.Days }),
            .. Inner(elapsed.Since, since => elapsed with { Since = since })],
        Computation.Join join => [
            ("without separator", join with { Separator = "" }),
            ("in reverse", join with { Of = [.. join.Of.Reverse()] }),
            .. Several(join.Of, of => join with { Of = of })],
        Computation.DaysUntilAnniversary days => [
            ("leap-day rule swapped", days with { LeapDay = Other(days.LeapDay) }),
            ("as completed years", new Computation.CompletedYears(days.Of, days.LeapDay))],
        Computation.CompletedYears years => [
            ("leap-day rule swapped", years with { LeapDay = Other(years.LeapDay) }),
            ("as days to the anniversary", new Computation.DaysUntilAnniversary(years.Of, years.LeapDay))],
        Computation.MeanDaysBetween mean => [.. Wheres(mean.Where).Select(w => (w.Name, (Computation)(mean with { Where = w.Where })))],
        Computation.Exists exists => [.. Wheres(exists.Where).Select(w => (w.Name, (Computation)(exists with { Where = w.Where })))],
        _ => [],
    };

    private static IEnumerable<(string Name, Computation Computation)> OfFigure(Computation.Aggregate figure)
    {
        AggregateFunction[] others = figure.Function switch
        {
            AggregateFunction.Sum => [AggregateFunction.Average, AggregateFunction.Max],
            AggregateFunction.Average => [AggregateFunction.Sum, AggregateFunction.Max, AggregateFunction.Min],
            AggregateFunction.Min => [AggregateFunction.Max],
            AggregateFunction.Max => [AggregateFunction.Min],
            _ => [],
        };
        foreach (AggregateFunction other in others)
            yield return ($"{figure.Function} as {other}", figure with { Function = other });
        foreach ((string name, CombinationCondition? where) in Wheres(figure.Where))
            yield return (name, figure with { Where = where });
    }

    /// <summary>The condition for the rows without one of its parts, and with each part as its neighbour.</summary>
    public static IEnumerable<(string Name, CombinationCondition? Where)> Wheres(CombinationCondition? where)
    {
        if (where is null)
            yield break;
        for (int i = 0; i < where.Conditions.Count; i++)
        {
            if (where.Conditions[i] is not AttributeCondition leaf)
                continue;
            Condition[] others = [.. where.Conditions.Where(c => c != leaf)];
            yield return ($"where without {leaf.Attribute}", others.Length == 0 ? null : where with { Conditions = others });
            (string Name, Condition Condition)? neighbour = leaf.Operator.Name switch
            {
                "<=" => ("'<'", leaf with { Operator = Operator.LessThan }),
                "notIn" => ("a present value not in", Logic.All(leaf, leaf with { Operator = Operator.NotNull, Value = null })),
                "=" => ("'!='", leaf with { Operator = Operator.NotEqual }),
                _ => null,
            };
            if (neighbour is { } other)
                yield return ($"where {leaf.Attribute} {leaf.Operator} as {other.Name}", where with { Conditions = [.. others, other.Condition] });
        }
    }

    private static IEnumerable<(string Name, Computation Computation)> Several(IReadOnlyList<Computation> of, Func<IReadOnlyList<Computation>, Computation> with)
    {
        for (int i = 0; i < of.Count; i++)
        {
            int at = i;
            if (of.Count > 1)
                yield return ($"without part {i + 1}", with([.. of.Where((_, j) => j != at)]));
            foreach ((string name, Computation computation) in Of(of[i]))
                yield return ($"part {i + 1}: {name}", with([.. of.Select((c, j) => j == at ? computation : c)]));
        }
    }

    private static IEnumerable<(string Name, Computation Computation)> Inner(Computation? computation, Func<Computation, Computation> with, string prefix = "") =>
        computation is null ? [] : Of(computation).Select(n => (prefix + n.Name, with(n.Computation)));

    private static LeapDayRule Other(LeapDayRule rule) => rule == LeapDayRule.March1 ? LeapDayRule.February28 : LeapDayRule.March1;
}
