namespace Segmentation.Mutate;

/// <summary>Where a condition stands: in whose time zone, and on the rows of which entity.</summary>
/// <param name="Question">The question that the condition is a part of.</param>
/// <param name="Zone">The time zone of the segment.</param>
/// <param name="Entities">The entities from the subject down to the condition's own rows.</param>
internal sealed record Place(Question Question, string Zone, IReadOnlyList<SchemaEntity> Entities)
{
    public SchemaEntity Entity => Entities[^1];

    /// <summary>The rows that a dotted path of relations leads to.</summary>
    public Place Over(string path)
    {
        Place place = this;
        string[] names = path.Split('.');
        for (int i = 0; i < names.Length; i++)
        {
            if (place.Entity.FindRelation(names[i]) is { } relation)
                place = place.Over(relation);
            else if (i == 0 && Entities.Any(e => e.Name == names[0]))
                place = this with { Entities = [.. Entities.TakeWhile(e => e.Name != names[0]), Entities.First(e => e.Name == names[0])] };
        }

        return place;
    }

    /// <summary>The attribute that a dotted path leads to; null for a custom attribute of the data.</summary>
    public SchemaAttribute? Find(string path)
    {
        int last = path.LastIndexOf('.');
        return (last < 0 ? this : Over(path[..last])).Entity.FindAttribute(path[(last + 1)..]);
    }

    private Place Over(SchemaRelation relation) => relation switch
    {
        ThroughRelation through => Over(through.Path),
        ParentRelation => this with { Entities = [.. Entities.TakeWhile(e => e.Name != relation.Target), Question.Schema.FindEntity(relation.Target)!] },
        _ => this with { Entities = [.. Entities, Question.Schema.FindEntity(relation.Target)!] },
    };
}
