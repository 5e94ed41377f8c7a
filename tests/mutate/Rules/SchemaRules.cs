using System.Globalization;
using Segmentation.Testing;

namespace Segmentation.Mutate.Rules;

/// <summary>How the vocabulary computes attributes, selects rows and heeds the shop's options.</summary>
internal static class SchemaRules
{
    /// <summary>The same vocabulary declared again.</summary>
    public static Mutation Copied { get; } = new("the vocabulary declared again", question => question with { Schema = SchemaCopy.Of(question.Schema) });

    public static IEnumerable<Mutation> Of(SegmentSchema schema) =>
    [
        .. from attribute in Computed(schema)
           from neighbour in Neighbours.Of(attribute.Computation!)
           where IsWellTyped(schema, attribute, neighbour.Computation)
           select Attribute(attribute.Name, neighbour.Name),
        .. from relation in schema.Entities.SelectMany(e => e.Relations).OfType<SelectedRelation>()
           from neighbour in Selections(relation.Selection)
           select Selected(relation.Name, neighbour.Name),
        Rows("equal rows are selected by the other key", (data, entity) => data.Rows(entity)
            .OrderByDescending(data.KeyOf)
            .Select((row, i) => (row.Key!, (i + 1).ToString(CultureInfo.InvariantCulture)))),
        Rows("integer keys compare as text", (data, entity) => data.Rows(entity).Select(row => (row.Key!, "k" + row.Key))),
        Options("counted orders: all", options => new CommerceOptions { CountedOrders = OrderStatuses.Except(), LeapDay = options.LeapDay }),
        Options("counted orders: always the default", options => new CommerceOptions { LeapDay = options.LeapDay }),
        Options("leap day: always the default", options => new CommerceOptions { CountedOrders = options.CountedOrders }),
        Of("the values of a set form no tree", "categories", schema => SchemaCopy.Of(schema, withTrees: false)),
    ];

    private static IEnumerable<SchemaAttribute> Computed(SegmentSchema schema) =>
        schema.Entities.SelectMany(e => e.Attributes).Where(a => a.Computation is not null);

    // A figure in the place of another may be one that the rest cannot compute with.
    private static bool IsWellTyped(SegmentSchema schema, SchemaAttribute attribute, Computation computation)
    {
        try
        {
            _ = SchemaCopy.Of(schema, compute: a => a == attribute ? computation : a.Computation!);
            return true;
        }
        catch (SegmentDefinitionException)
        {
            return false;
        }
    }

    private static Mutation Attribute(string attribute, string neighbour) => Of($"{attribute}: {neighbour}", attribute, schema =>
    {
        Computation computation = Computed(schema).Single(a => a.Name == attribute).Computation!;
        return Neighbours.Of(computation).FirstOrDefault(n => n.Name == neighbour).Computation is { } other
            ? SchemaCopy.Of(schema, compute: a => a.Name == attribute ? other : a.Computation!)
            : schema;
    });

    private static Mutation Selected(string relation, string neighbour) => Of($"{relation}: {neighbour}", relation, schema => SchemaCopy.Of(
        schema,
        select: r => r.Name == relation ? Selections(r.Selection).Single(n => n.Name == neighbour).Selection : r.Selection));

    /// <summary>A rule of the vocabulary, applied once to each that the shop's options make.</summary>
    private static Mutation Of(string name, string? focus, Func<SegmentSchema, SegmentSchema> rule)
    {
        var mutated = new Dictionary<SegmentSchema, SegmentSchema>();
        return new Mutation(name, question =>
        {
            if (!mutated.TryGetValue(question.Schema, out SegmentSchema? schema))
                mutated.Add(question.Schema, schema = rule(question.Schema));
            return question with { Schema = schema };
        })
        {
            Focus = focus,
        };
    }

    private static IEnumerable<(string Name, Selection Selection)> Selections(Selection selection)
    {
        yield return ("the other end", selection with { Take = selection.Take == Extreme.Greatest ? Extreme.Least : Extreme.Greatest });
        foreach (string by in selection.OrderBy)
            yield return ($"not ordered by {by}", selection with { OrderBy = [.. selection.OrderBy.Where(o => o != by)] });
        if (selection.OrderBy.Count > 1)
            yield return ("ordered in reverse", selection with { OrderBy = [.. selection.OrderBy.Reverse()] });
        foreach ((string name, CombinationCondition? where) in Neighbours.Wheres(selection.Where))
            yield return (name, selection with { Where = where });
    }

    private static Mutation Options(string name, Func<CommerceOptions, CommerceOptions> rule) => new(name, question =>
    {
        CommerceOptions options = question.Case.Options.Commerce, other = rule(options);
        return options.CountedOrders.Equals(other.CountedOrders) && options.LeapDay == other.LeapDay
            ? question
            : question with { Schema = CommerceSchema.Create(other) };
    });

    /// <summary>Gives other keys to the rows of an entity among which one is selected, and to what belongs to them.</summary>
    private static Mutation Rows(string name, Func<Dataset, string, IEnumerable<(string Old, string New)>> keys)
    {
        Func<Dataset, Dataset> rows = data =>
        {
            Dictionary<string, Dictionary<string, string>> renamed = data.Schema.Entities
                .SelectMany(e => e.Relations).OfType<SelectedRelation>().Select(r => r.Target).Distinct()
                .ToDictionary(entity => entity, entity => keys(data, entity).ToDictionary(k => k.Old, k => k.New));
            return new Dataset(data.Schema, [.. data.Schema.Entities.SelectMany(e => data.Rows(e.Name)).Select(row => row with
            {
                Key = Key(row.Entity, row.Key!),
                Parents = row.Parents.ToDictionary(p => p.Key, p => Key(p.Key, p.Value)),
            })]);

            string Key(string entity, string key) => renamed.GetValueOrDefault(entity)?.GetValueOrDefault(key) ?? key;
        };
        return new Mutation(name, question => question with { Rows = rows });
    }
}
