namespace Segmentation.Testing.Oracles;

internal sealed partial class Judge
{
    /// <summary>The value that a dotted path over to-one relations leads to.</summary>
    public Reading Read(Place place, string path)
    {
        (Place start, string[] names) = Start(place, path);
        Place? at = start;
        foreach (string relation in names[..^1])
            at = at is null ? null : Step(at, relation).SingleOrDefault();
        return new Reading(Attribute(place, path), at is null ? null : Value(Entity(at.Row.Entity).FindAttribute(names[^1])!, at));
    }

    /// <summary>The attribute whose value this one has: what is declared about it (case, tree) holds for both.</summary>
    private SchemaAttribute Origin(string entity, SchemaAttribute attribute) => attribute.Computation is Computation.Attribute other
        ? Attribute(new Place(new DatasetRow(entity)), other.Path)
        : attribute;

    /// <summary>The attribute that a dotted path ends at, whether or not there are rows on the way.</summary>
    public SchemaAttribute Attribute(Place place, string path)
    {
        (Place start, string[] names) = Start(place, path);
        SchemaEntity entity = Entity(start.Row.Entity);
        foreach (string name in names[..^1])
        {
            SchemaRelation relation = Relation(entity, name);
            if (relation.IsToMany)
                throw new InvalidOperationException($"'{path}' leads over '{name}' to many rows.");
            entity = Entity(relation.Target);
        }

        SchemaAttribute? attribute = entity.FindAttribute(names[^1]);
        return attribute is null
            ? throw new InvalidOperationException($"'{entity.Name}' has no attribute '{names[^1]}'.")
            : Origin(entity.Name, attribute);
    }

    /// <summary>The rows that a dotted path of relations leads to; over several to-many relations they are one list.</summary>
    public List<Place> Reach(Place place, string path)
    {
        (Place start, string[] names) = Start(place, path);
        List<Place> rows = [start];
        foreach (string name in names)
            rows = [.. rows.SelectMany(row => Step(row, name))];
        return rows;
    }

    /// <summary>
    /// Where a path begins: at the row itself when it has a relation or attribute of the first name, else at the nearest
    /// row of that entity among those that led here.
    /// </summary>
    private (Place Start, string[] Names) Start(Place place, string path)
    {
        string[] names = path.Split('.');
        SchemaEntity entity = Entity(place.Row.Entity);
        if (names.Length == 1 || entity.FindRelation(names[0]) is not null)
            return (place, names);
        for (Place? parent = place.From; parent is not null; parent = parent.From)
        {
            // The rows that led to the parent stay visible from what is reached through it.
            if (parent.Row.Entity == names[0])
                return (parent with { From = place }, names[1..]);
        }

        throw new InvalidOperationException($"'{entity.Name}' has no relation '{names[0]}', and no row of that name led to it.");
    }

    private IEnumerable<Place> Step(Place place, string name)
    {
        DatasetRow row = place.Row;
        SchemaRelation relation = Relation(Entity(row.Entity), name);
        switch (relation)
        {
            case ManyRelation:
                return data.Children(row, relation.Target).Select(child => new Place(child, place));
            case PartRelation:
                return row.Parts.TryGetValue(name, out DatasetRow? part) ? [new Place(part, place)] : [];
            case ReferenceRelation:
                return row.References.TryGetValue(name, out string? key) && data.Find(relation.Target, key) is { } referred ? [new Place(referred, place)] : [];
            case ParentRelation:
                return data.Parent(row, relation.Target) is { } parent ? [new Place(parent, place)] : [];
            case SelectedRelation selected:
                return Selected(row, selected.Selection) is { } chosen ? [new Place(chosen, place)] : [];
            case ThroughRelation through:
                return Reach(place, through.Path);
            default:
                throw new InvalidOperationException($"The relation '{name}' is of an unknown kind.");
        }
    }

    /// <summary>The first of the candidates in order: by each attribute in turn, then by key; a missing value comes last.</summary>
    private DatasetRow? Selected(DatasetRow row, Selection selection)
    {
        // A relation of the schema means the same however its row was reached.
        List<Place> candidates = Satisfying(Step(new Place(row), selection.Relation), selection.Where);
        candidates.Sort((a, b) =>
        {
            foreach (string attribute in selection.OrderBy)
            {
                object? left = Read(a, attribute).Value, right = Read(b, attribute).Value;
                int order = (left, right) switch
                {
                    (null, null) => 0,
                    (null, _) => 1,
                    (_, null) => -1,
                    _ => Ordered(left, right),
                };
                if (order != 0)
                    return order;
            }

            return Directed(KeyOrder.Instance.Compare(data.KeyOf(a.Row), data.KeyOf(b.Row)));
        });
        return candidates.FirstOrDefault()?.Row;

        int Ordered(object left, object right) => Directed(Order(left, right));

        int Directed(int order) => selection.Take == Extreme.Greatest ? -order : order;
    }

    private SchemaEntity Entity(string name) =>
        data.Schema.FindEntity(name) ?? throw new InvalidOperationException($"The schema has no entity '{name}'.");

    private static SchemaRelation Relation(SchemaEntity entity, string name) =>
        entity.FindRelation(name) ?? throw new InvalidOperationException($"'{entity.Name}' has no relation '{name}'.");
}
