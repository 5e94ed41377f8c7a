using System.Collections.Concurrent;
using Segmentation;
using Segmentation.Mutate;
using Segmentation.Testing;

// Shows that the conformance suite notices when a rule of the evaluator is another: each rule is turned into its
// neighbour, one at a time, and at least one case must then have other members than it expects.

var schemas = new Dictionary<(OrderStatuses, LeapDayRule), SegmentSchema>();
Question[] suite = [.. ConformanceCases.All.Where(c => c.Expected is not null).Select(c => Question.Of(c, SchemaOf(c.Options.Commerce)))];
Mutation[] mutations = [.. AllMutations.Of(suite)];
string[] repeated = [.. mutations.GroupBy(m => m.Name).Where(g => g.Count() > 1).Select(g => g.Key)];
if (repeated.Length > 0)
    throw new InvalidOperationException($"Two mutations have one name: {string.Join("; ", repeated)}.");

// Whatever is asked as it was meant must be answered as expected, or everything would count as found.
foreach (Mutation faithful in AllMutations.Faithful)
{
    foreach (Question question in suite)
    {
        if (await faithful.Apply(question).IsAnsweredWronglyAsync() is true)
        {
            Console.Error.WriteLine($"'{question.Case.Name}' has other members than it expects: {faithful.Name}.");
            return 1;
        }
    }
}

var survivors = new ConcurrentDictionary<string, string>();
await Parallel.ForEachAsync(mutations, async (mutation, _) =>
{
    if (await SurvivalAsync(mutation) is { } reason)
        survivors[mutation.Name] = reason;
});

foreach (Mutation mutation in mutations.Where(m => survivors.ContainsKey(m.Name)))
    Console.WriteLine($"survived: {mutation.Name} ({survivors[mutation.Name]})");
Console.WriteLine($"{mutations.Length} mutations, {mutations.Length - survivors.Count} found, {survivors.Count} survived");
return survivors.IsEmpty ? 0 : 1;

// Why nothing notices the mutation; null when a case does.
async Task<string?> SurvivalAsync(Mutation mutation)
{
    int tried = 0, refused = 0;
    foreach (Question question in suite.OrderBy(q => mutation.Focus is not null && !q.Case.Segments.Contains(mutation.Focus, StringComparison.Ordinal)))
    {
        Question mutated = mutation.Apply(question);
        if (mutated.IsSame(question))
            continue;
        tried++;
        switch (await mutated.IsAnsweredWronglyAsync())
        {
            case true:
                return null;
            case null:
                refused++;
                break;
        }
    }

    return tried == 0 ? "no case exercises it" : $"{tried} cases exercise it and are answered as before, {refused} of them refused";
}

// One schema for all cases of the same options, so that a mutation changes each once.
SegmentSchema SchemaOf(CommerceOptions options)
{
    (OrderStatuses, LeapDayRule) key = (options.CountedOrders, options.LeapDay);
    if (!schemas.TryGetValue(key, out SegmentSchema? schema))
        schemas.Add(key, schema = CommerceSchema.Create(options));
    return schema;
}
