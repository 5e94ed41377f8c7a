namespace Segmentation.InMemory;

/// <summary>
/// What one evaluation asks for, laid on the maps: which mappings the rows of each root come from, and by which
/// relations those that others refer to are found. Immutable once built.
/// </summary>
internal sealed class RequestPlan
{
    private readonly SourceRequest _needs;
    private readonly EntityAccesses _accesses;
    private readonly Dictionary<string, List<EntityMapping>> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityMapping, List<RelationMapping>> _ways = [];
    private readonly HashSet<string> _asked;

    /// <exception cref="SegmentSourceException">Something that is asked for is not mapped; the message names all of it.</exception>
    public RequestPlan(SourceRequest needs, EntityMapping subject, IReadOnlyList<EntityMapping> given, EntityAccesses accesses)
    {
        _needs = needs;
        _accesses = accesses;
        _asked = needs.Reads.Select(r => r.Root.Name).ToHashSet(StringComparer.Ordinal);
        Subject = subject.Entity.Name;
        _roots.Add(Subject, [subject]);
        foreach (EntityMapping mapping in given)
            AddRoot(mapping);

        // A mapping that is found as a target may lead to further ones: until nothing new is found.
        while (AddWays())
        {
        }

        Check();
    }

    public string Subject { get; }

    /// <summary>The mappings that the rows of a root come from; none for one that the request does not ask for.</summary>
    public IReadOnlyList<EntityMapping> RootsOf(string entity) => _roots.GetValueOrDefault(entity) ?? [];

    /// <summary>Whether the rows of the entity are asked for as a root.</summary>
    public bool Asks(string entity) => _asked.Contains(entity);

    /// <summary>The relations by which rows that others refer to are found from rows of a mapping.</summary>
    public IReadOnlyList<RelationMapping> WaysFrom(EntityMapping mapping) => _ways.GetValueOrDefault(mapping) ?? [];

    /// <summary>A plan for each mapping that the read's root rows come from.</summary>
    public Dictionary<EntityAccess, ReadPlan> Plan(EntityRead read, List<string> missing)
    {
        var plans = new Dictionary<EntityAccess, ReadPlan>();
        foreach (EntityMapping root in RootsOf(read.Root.Name))
        {
            if (ReadPlan.Create(read, root, _accesses, missing) is { } plan)
                plans.Add(_accesses[root], plan);
        }

        return plans;
    }

    private bool AddRoot(EntityMapping mapping)
    {
        if (!_roots.TryGetValue(mapping.Entity.Name, out List<EntityMapping>? mappings))
            _roots.Add(mapping.Entity.Name, mappings = []);
        if (mappings.Contains(mapping))
            return false;
        mappings.Add(mapping);
        return true;
    }

    private bool AddWays()
    {
        bool found = false;
        foreach (EntityRead read in _needs.Reads)
        {
            foreach (EntityMapping root in RootsOf(read.Root.Name).ToArray())
            {
                if (ReadPlan.Create(read, root, _accesses, []) is { } plan)
                    found |= AddWays(plan);
            }
        }

        return found;
    }

    private bool AddWays(ReadPlan plan)
    {
        bool found = false;
        foreach (RelationMapping reference in plan.References)
        {
            // A reference to the subject is by key: the subject's rows are those that were given.
            if (reference.Target is not { } target || target.Entity.Name == Subject || !Asks(target.Entity.Name))
                continue;
            for (int i = 0; i < plan.Steps.Length; i++)
                AddWay(plan.Levels[i].Mapping, plan.Steps[i]);
            AddWay(plan.Levels[^1].Mapping, reference);
            found |= AddRoot(target);
        }

        return found;
    }

    private void AddWay(EntityMapping from, RelationMapping relation)
    {
        if (!_ways.TryGetValue(from, out List<RelationMapping>? ways))
            _ways.Add(from, ways = []);
        if (!ways.Contains(relation))
            ways.Add(relation);
    }

    private void Check()
    {
        var missing = new List<string>();
        foreach (EntityRead read in _needs.Reads)
        {
            ReadPlan[] plans = [.. Plan(read, missing).Values];
            if (plans.Any(p => Enumerable.Range(0, p.Levels.Length).Any(level => p.KindAt(level) != plans[0].KindAt(level))))
                missing.Add($"The rows of '{read}' come from maps whose keys are of different kinds: declare one kind.");
            // The tree over a set's values may be unknown; then its values have no descendants.
            bool isTree = _needs.Schema.Entities.Any(e => e.Attributes.Any(a => a.Hierarchy == read.Root.Name));
            if (RootsOf(read.Root.Name).Count == 0 && !isTree)
            {
                missing.Add($"The rows of '{read.Root.Name}' are nowhere in the map: give them by .With(\"{read.Root.Name}\", map, rows), "
                    + "or map a relation to them by .One(…).");
            }
        }

        if (missing.Count > 0)
            throw new SegmentSourceException(string.Join(Environment.NewLine, missing.Distinct()));
    }
}
