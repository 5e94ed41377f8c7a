using NodaTime;
using NodaTime.Text;

namespace Segmentation.Mutate.Rules;

/// <summary>What elapsed times, ages and anniversaries compare by.</summary>
internal static class ElapsedRules
{
    private const string Since = "_since";

    public static IEnumerable<Mutation> All =>
    [
        Elapsed("'=' is exact instead of whole units", leaf => Equality(leaf, value => leaf.Is(Operator.Between, new Operand.List([value, value])))),
        Elapsed("'=' rounds to the nearest unit", leaf => Equality(leaf, value => Logic.All(
            leaf.Is(Operator.AtLeast, Moved(value, -0.5m)), leaf.Is(Operator.LessThan, Moved(value, 0.5m))))),
        Elapsed("'=' includes the next unit", leaf => Equality(leaf, value => leaf.Is(Operator.Between, new Operand.List([value, Moved(value, 1)])))),
        Elapsed("bounds compare whole units", leaf => leaf.Operator.Name switch
        {
            ">" => leaf.Is(Operator.AtLeast, Moved(leaf.Value!, 1)),
            "<=" => leaf.Is(Operator.LessThan, Moved(leaf.Value!, 1)),
            _ => null,
        }),
        Mutation.OfOperand("a bound of an elapsed time loses its fraction", (value, leaf) =>
            leaf.Kind == "elapsed" && value is Operand.Number number ? new Operand.Number(decimal.Truncate(number.Value)) : value),
        new("elapsed days are calendar days", question => Calendar(question)),
        .. Moved<Computation.DaysUntilAnniversary>("an anniversary"),
        .. Moved<Computation.CompletedYears>("an age"),
    ];

    private static Mutation Elapsed(string name, Func<Leaf, Condition?> rule) =>
        Mutation.OfLeaf($"elapsed: {name}", leaf => leaf.Kind == "elapsed" ? rule(leaf) : null);

    private static CombinationCondition? Equality(Leaf leaf, Func<Operand, Condition> one) => leaf.Operator.Name switch
    {
        "=" or "in" => Logic.Any([.. leaf.Values.Select(one)]),
        "!=" or "notIn" => Logic.Not(Logic.Any([.. leaf.Values.Select(one)])),
        _ => null,
    };

    private static Operand Moved(Operand value, decimal by) => value is Operand.Number number ? new Operand.Number(number.Value + by) : value;

    private static IEnumerable<Mutation> Moved<T>(string what)
        where T : Computation =>
        from step in new[] { -1, 1 }
        select Mutation.OfOperand($"{what} moved by {step}", (value, leaf) => leaf.Attribute?.Computation is T ? Moved(value, step) : value);

    /// <summary>Asks which local day the event was on, for which the schema gets the event itself.</summary>
    private static Question Calendar(Question question)
    {
        if (!question.Case.Segments.Contains("days_", StringComparison.Ordinal))
            return question;
        Segment[] rewritten = [.. question.Segments.Select(s => Rewriting.Of(s, question, (condition, place) =>
            Leaf.Of(condition, place) is { } leaf ? OnDays(leaf) ?? condition : condition))];
        return question with { Segments = rewritten, Schema = SchemaCopy.Of(question.Schema, add: AddEvents) };
    }

    private static void AddEvents(SchemaEntity entity, EntityBuilder builder)
    {
        foreach (SchemaAttribute attribute in entity.Attributes)
        {
            if (attribute.Computation is Computation.Elapsed elapsed)
                builder.Computed(attribute.Name + Since, AttributeType.Instant, new Computation.NotAfterAsOf(elapsed.Since));
        }
    }

    private static AttributeCondition? OnDays(Leaf leaf)
    {
        if (leaf.Attribute?.Computation is not Computation.Elapsed { Unit: ElapsedUnit.Days } || leaf.Values.Any(v => v is not Operand.Number number || !decimal.IsInteger(number.Value)))
            return null;
        LocalDate today = Instant.FromDateTimeOffset(leaf.Place.Question.AsOf).InZone(DateTimeZoneProviders.Tzdb[leaf.Place.Zone]).Date;
        Operand[] days = [.. leaf.Values.Select(v => new Operand.Text(LocalDatePattern.Iso.Format(today.PlusDays(-(int)((Operand.Number)v).Value))))];
        var since = new AttributeCondition(((AttributeCondition)leaf.Condition).Attribute + Since, leaf.Operator);
        return leaf.Operator.Name switch
        {
            "<" => since with { Operator = Operator.GreaterThan, Value = days[0] },
            "<=" => since with { Operator = Operator.AtLeast, Value = days[0] },
            ">" => since with { Operator = Operator.LessThan, Value = days[0] },
            ">=" => since with { Operator = Operator.AtMost, Value = days[0] },
            "between" or "notBetween" => since with { Value = new Operand.List([days[1], days[0]]) },
            "in" or "notIn" => since with { Value = new Operand.List(days) },
            "=" or "!=" => since with { Value = days[0] },
            _ => since,
        };
    }
}
