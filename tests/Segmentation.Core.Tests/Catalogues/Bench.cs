namespace Segmentation.Tests.Catalogues;

/// <summary>Collects conditions with the code they must be refused with, or none, and binds all of them at once.</summary>
internal sealed class Bench
{
    private readonly List<(Condition Condition, string? Code)> _expected = [];

    public Bench(string name, SegmentSchema schema, ConditionLanguage? language = null)
    {
        Name = name;
        Schema = schema;
        Language = language ?? ConditionLanguage.BuiltIn;
        Catalogue = ConditionCatalogue.Create(schema, new CatalogueOptions { Language = Language });
        Routes = FindRoutes();
    }

    public string Name { get; }

    public SegmentSchema Schema { get; }

    public ConditionLanguage Language { get; }

    public ConditionCatalogue Catalogue { get; }

    /// <summary>The shortest path of relations to each entity; empty to the subject.</summary>
    public Dictionary<string, string> Routes { get; }

    public static CombinationCondition All(params Condition[] conditions) => new(Match.All, true, conditions);

    public IReadOnlyList<CatalogueTypeOperator> OperatorsOf(AttributeType type) => Catalogue.Types.Single(t => t.Type == type).Operators;

    /// <summary>Something of every entity that relations lead to.</summary>
    public IEnumerable<(string Entity, T Item)> Reached<T>(Func<CatalogueEntity, IEnumerable<T>> of) =>
        Catalogue.Entities.Where(e => Routes.ContainsKey(e.Name)).SelectMany(e => of(e).Select(item => (e.Name, item)));

    /// <summary>The condition, asked of rows of the entity.</summary>
    public Condition On(string entity, Condition condition) =>
        Routes[entity].Length == 0 ? condition : new RelatedCondition(Routes[entity], Quantifier.Some, All(condition));

    /// <summary>Rows on which the entity's attributes can be named, and what stands before the names.</summary>
    public (string Relation, string Prefix) RowsWith(string entity) => Routes[entity].Length > 0
        ? (Routes[entity], "")
        : (Catalogue.FindEntity(entity)!.Relations.First(r => r.Parents.Contains(entity)).Name, $"{entity}.");

    public void Expect(string? code, Condition condition) => _expected.Add((condition, code));

    public void Settle()
    {
        Assert.NotEmpty(_expected);
        Segment[] segments = [.. _expected.Select((e, i) => new Segment { Id = $"s{i}", Name = $"{i}", Conditions = e.Condition })];
        ILookup<int, Problem> problems = Problems(segments).ToLookup(p => int.Parse(p.Path.Split('[', ']')[1], null));
        var wrong = new List<string>();
        for (int i = 0; i < _expected.Count; i++)
        {
            string[] found = [.. problems[i].Select(p => p.Code).Distinct()];
            if (!found.SequenceEqual(_expected[i].Code is { } code ? [code] : Array.Empty<string>()))
                wrong.Add($"{SegmentFile.Write([segments[i]], Language)}: expected {_expected[i].Code ?? "no problem"}, found {string.Join(' ', problems[i])}");
        }

        _expected.Clear();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private IReadOnlyList<Problem> Problems(IReadOnlyList<Segment> segments)
    {
        try
        {
            SegmentSet.Bind(Schema, segments, options: new BindOptions { Language = Language });
            return [];
        }
        catch (SegmentDefinitionException refused)
        {
            return refused.Problems;
        }
    }

    private Dictionary<string, string> FindRoutes()
    {
        var routes = new Dictionary<string, string>(StringComparer.Ordinal) { [Catalogue.Subject] = "" };
        var queue = new Queue<string>(routes.Keys);
        while (queue.TryDequeue(out string? name))
        {
            foreach (CatalogueRelation relation in Catalogue.FindEntity(name)!.Relations)
            {
                if (routes.TryAdd(relation.Target, routes[name].Length == 0 ? relation.Name : $"{routes[name]}.{relation.Name}"))
                    queue.Enqueue(relation.Target);
            }
        }

        return routes;
    }
}
