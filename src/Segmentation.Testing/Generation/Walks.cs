using Segmentation.Testing.Oracles;

namespace Segmentation.Testing.Generation;

/// <summary>Random paths from a spot.</summary>
internal sealed class Walks(Dice dice, Dataset data, Judge judge)
{
    private const int MaxPlaces = 10;
    private const int Attempts = 4;

    public static Spot Top(SchemaEntity entity, IEnumerable<DatasetRow> rows) =>
        new(entity, [.. rows.Take(MaxPlaces).Select(row => new Place(row))], null);

    /// <summary>A relation path and the spot it leads to, mostly one with rows; null when the entity has no relations.</summary>
    public (string Path, Spot Spot)? Relation(Spot spot)
    {
        (string Path, Spot Spot)? drawn = AnyRelation(spot);
        for (int attempt = 1; attempt < Attempts && spot.Places.Count > 0 && drawn is { Spot.Places.Count: 0 }; attempt++)
            drawn = AnyRelation(spot);
        return drawn;
    }

    private (string Path, Spot Spot)? AnyRelation(Spot spot)
    {
        if (dice.Percent(5) && Parents(spot) is { Length: > 0 } parents)
        {
            // A path that begins with a parent's name leads up and then somewhere else.
            Spot parent = dice.Pick(parents);
            if (parent.Entity.Relations.Count > 0)
            {
                SchemaRelation next = dice.Pick(parent.Entity.Relations);
                return Go(spot, $"{parent.Entity.Name}.{next.Name}", Step(parent with { From = spot }, next));
            }
        }

        string path = "";
        Spot at = spot;
        for (int steps = dice.Pick([1, 1, 1, 2, 2, 3]); steps > 0 && at.Entity.Relations.Count > 0; steps--)
        {
            SchemaRelation relation = Weighted(at.Entity.Relations);
            path = path.Length == 0 ? relation.Name : $"{path}.{relation.Name}";
            at = Step(at, relation);
        }

        return path.Length == 0 ? null : Go(spot, path, at);
    }

    /// <summary>Attributes that satisfy, each over a random to-one path, over a parent or on the row itself.</summary>
    public Named? Attribute(Spot spot, Func<Named, bool> fits)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Named[] named = [.. Candidates(spot).Where(fits)];
            if (named.Length > 0)
                return dice.Pick(named);
        }

        return null;
    }

    public IReadOnlyList<Named> Own(SchemaEntity entity, string prefix = "") =>
        [.. entity.Attributes.Select(a => new Named(prefix + a.Name, judge.Attribute(new Place(new DatasetRow(entity.Name)), a.Name), IsQuotient(entity, a)))
            .Select(n => n with { Attribute = Declared(entity, n) })];

    /// <summary>What is declared about values comes from the attribute they are of; the type from the one that is named.</summary>
    private static SchemaAttribute Declared(SchemaEntity entity, Named named) => named.Attribute is { Choices: null, Hierarchy: null, IsCaseSensitive: false }
        ? entity.FindAttribute(named.Path[(named.Path.LastIndexOf('.') + 1)..])!
        : named.Attribute;

    private IReadOnlyList<Named> Candidates(Spot spot)
    {
        SchemaEntity entity = spot.Entity;
        string prefix = "";
        if (dice.Percent(20) && Parents(spot) is { Length: > 0 } parents)
        {
            entity = dice.Pick(parents).Entity;
            prefix = $"{entity.Name}.";
        }

        SchemaRelation[] toOne = ToOne(entity);
        for (int hops = dice.Pick([0, 0, 0, 1, 1, 2]); hops > 0 && toOne.Length > 0; hops--)
        {
            SchemaRelation relation = dice.Pick(toOne);
            prefix += $"{relation.Name}.";
            entity = data.Schema.FindEntity(relation.Target)!;
            toOne = ToOne(entity);
        }

        return Own(entity, prefix);
    }

    private static SchemaRelation[] ToOne(SchemaEntity entity) => [.. entity.Relations.Where(r => !r.IsToMany)];

    // A row's own relation of that name comes before the parent.
    private static Spot[] Parents(Spot spot) => [.. spot.Parents.Where(p => spot.Entity.FindRelation(p.Entity.Name) is null)];

    private SchemaRelation Weighted(IReadOnlyList<SchemaRelation> relations)
    {
        SchemaRelation[] many = [.. relations.Where(r => r.IsToMany)];
        return many.Length > 0 && dice.Percent(60) ? dice.Pick(many) : dice.Pick(relations);
    }

    private Spot Step(Spot spot, SchemaRelation relation)
    {
        Spot from = spot;
        if (relation is ThroughRelation through)
        {
            string[] names = through.Path.Split('.');
            foreach (string name in names)
                from = Step(from, from.Entity.FindRelation(name)!);
            return from;
        }

        return new Spot(data.Schema.FindEntity(relation.Target)!, [], from);
    }

    private (string Path, Spot Spot) Go(Spot start, string path, Spot end) =>
        (path, end with { Places = [.. start.Places.SelectMany(p => judge.Reach(p, path)).Take(MaxPlaces)] });

    private bool IsQuotient(SchemaEntity entity, SchemaAttribute attribute) => attribute.Computation switch
    {
        Computation.Aggregate { Function: AggregateFunction.Average } or Computation.MeanDaysBetween => true,
        Computation.Attribute other => IsQuotient(entity, other.Path.Split('.')),
        _ => false,
    };

    private bool IsQuotient(SchemaEntity entity, string[] path)
    {
        foreach (string name in path[..^1])
            entity = data.Schema.FindEntity(entity.FindRelation(name)!.Target)!;
        return IsQuotient(entity, entity.FindAttribute(path[^1])!);
    }
}
