namespace Segmentation.InMemory;

/// <summary>How one read walks the objects of one mapping of its root: the steps, and what is read at their end. Immutable.</summary>
internal sealed class ReadPlan
{
    private ReadPlan(EntityAccess[] levels, RelationMapping[] steps, AttributeMapping[] attributes, RelationMapping[] references)
    {
        Levels = levels;
        Steps = steps;
        Attributes = attributes;
        References = references;
    }

    /// <summary>The access of the root and of the rows after each step: one more than steps.</summary>
    public EntityAccess[] Levels { get; }

    public RelationMapping[] Steps { get; }

    public AttributeMapping[] Attributes { get; }

    public RelationMapping[] References { get; }

    /// <summary>The kind of the key that stands for the rows of a level: a part's is its owner's, numbers stand in where no key is mapped.</summary>
    public KeyKind KindAt(int level)
    {
        while (level > 0 && Steps[level - 1].Relation is PartRelation)
            level--;
        return Levels[level].Mapping.Key?.Kind ?? KeyKind.Integer;
    }

    /// <summary>Plans a read; null when the map lacks something, which is said in so many sentences.</summary>
    public static ReadPlan? Create(EntityRead read, EntityMapping root, EntityAccesses accesses, List<string> missing)
    {
        int before = missing.Count;
        var levels = new List<EntityAccess> { accesses[root] };
        var steps = new List<RelationMapping>();
        EntityMapping mapping = root;
        foreach (string name in read.IsRoot ? [] : read.Path.Split('.'))
        {
            if (mapping.FindRelation(name) is not { Target: { } target } step)
            {
                missing.Add(NotMapped(mapping, name, mapping.Entity.FindRelation(name) is ManyRelation ? "Many" : "One"));
                return null;
            }

            steps.Add(step);
            levels.Add(accesses[target]);
            mapping = target;
        }

        var attributes = new List<AttributeMapping>();
        foreach (SchemaAttribute attribute in read.Attributes)
        {
            if (mapping.FindAttribute(attribute.Name) is not { } found)
                missing.Add(NotMapped(mapping, attribute.Name, "Attribute"));
            else if (found.Attribute.Type != attribute.Type)
                missing.Add($"'{mapping.Entity.Name}.{attribute.Name}' is mapped as {found.Attribute.Type} and asked for as {attribute.Type}: "
                    + "bind and map with one schema.");
            else
                attributes.Add(found);
        }

        var references = new List<RelationMapping>();
        foreach (ReferenceRelation reference in read.References)
        {
            if (mapping.FindRelation(reference.Name) is { } found)
                references.Add(found);
            else
                missing.Add(NotMapped(mapping, reference.Name, "One"));
        }

        return missing.Count == before ? new ReadPlan([.. levels], [.. steps], [.. attributes], [.. references]) : null;
    }

    private static string NotMapped(EntityMapping mapping, string name, string method) =>
        $"'{mapping.Entity.Name}.{name}' is not mapped: add .{method}(\"{name}\", …) to the map at {mapping.Path}.";
}
