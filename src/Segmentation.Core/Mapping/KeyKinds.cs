namespace Segmentation;

/// <summary>Rows of one entity that several maps lead to are one table, with keys of one kind.</summary>
internal static class KeyKinds
{
    /// <exception cref="SegmentDefinitionException">Two maps declare keys of different kinds for one entity.</exception>
    public static void RequireOne(IEnumerable<EntityMapping> roots)
    {
        var problems = new List<Problem>();
        var kinds = new Dictionary<string, (KeyKind Kind, string Path)>(StringComparer.Ordinal);
        var visited = new HashSet<EntityMapping>();
        var pending = new Queue<EntityMapping>(roots);
        foreach (EntityMapping root in pending)
            Check(root.Entity.Name, root.Key!, root.Path);
        while (pending.TryDequeue(out EntityMapping? mapping))
        {
            if (!visited.Add(mapping))
                continue;
            foreach (RelationMapping relation in mapping.Relations)
            {
                if (relation.Relation is ReferenceRelation)
                {
                    string path = relation.Target?.Path ?? $"{mapping.Path}.{relation.Relation.Name}";
                    Check(relation.Relation.Target, relation.Key ?? relation.Target!.Key!, path);
                }

                if (relation.Target is { } target)
                    pending.Enqueue(target);
            }
        }

        if (problems.Count > 0)
            throw new SegmentDefinitionException([.. problems.Distinct()]);

        void Check(string entity, KeyMapping key, string path)
        {
            if (!kinds.TryAdd(entity, (key.Kind, path)) && kinds[entity] is var first && first.Kind != key.Kind)
            {
                problems.Add(new Problem(path, "map.key",
                    $"The key of '{entity}' is of kind {key.Kind} here and of kind {first.Kind} at {first.Path}; declare one kind."));
            }
        }
    }
}
