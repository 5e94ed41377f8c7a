using System.Globalization;

namespace Segmentation.Testing.Generation;

/// <summary>Random rows for a schema: few, with missing values, ties and keys of every kind.</summary>
internal sealed class DataGenerator(Dice dice, ValuePool pool, SegmentSchema schema)
{
    private readonly List<DatasetRow> _rows = [];
    private readonly Dictionary<string, List<string>> _keys = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _tree = [];

    public IReadOnlyList<DatasetRow> Create()
    {
        // Referred rows come first, as others need their keys; then each level below the subject.
        foreach (string entity in new[] { "category", "brand", "product" })
        {
            if (schema.FindEntity(entity) is { } shared)
                Rows(shared, dice.Between(1, 4), null);
        }

        if (schema.FindEntity("product") is not null)
            Children("product", "review", 2);
        bool isCrowd = dice.Percent(2);
        Rows(schema.Subject, isCrowd ? dice.Between(60, 140) : dice.Percent(4) ? dice.Below(2) : dice.Between(3, 7), null);
        Children("customer", "order", isCrowd ? 1 : 3);
        if (schema.FindEntity("visit") is not null)
            Children("customer", "visit", isCrowd ? 1 : 3);
        Children("order", "item", isCrowd ? 1 : 3);
        return dice.Shuffled(_rows);
    }

    private void Children(string parent, string child, int most)
    {
        SchemaEntity entity = schema.FindEntity(child)!;
        int count = _keys[parent].Count * most * 2 / 3;
        Rows(entity, Math.Max(1, count), parent);
    }

    private void Rows(SchemaEntity entity, int count, string? parent)
    {
        List<string> keys = _keys[entity.Name] = Keys(count);
        foreach (string key in keys)
        {
            DatasetRow row = Row(entity, key);
            // A row without a parent belongs to nobody.
            if (parent is not null && _keys[parent].Count > 0 && dice.Percent(97))
                row = row with { Parents = new Dictionary<string, string> { [parent] = dice.Pick(_keys[parent]) } };
            _rows.Add(row);
        }

        if (entity.Name == "category")
            _tree = [.. keys, .. _rows.Select(r => r["name"]).OfType<string>(), .. _rows.Select(r => r["name"]).OfType<string>().Select(pool.OtherCase)];
    }

    private DatasetRow Row(SchemaEntity entity, string? key)
    {
        var values = new Dictionary<string, object>();
        foreach (SchemaAttribute attribute in entity.Attributes.Where(_ => dice.Percent(82)))
            values.Add(attribute.Name, pool.Value(attribute, attribute.Hierarchy is null ? null : _tree));
        var references = new Dictionary<string, string>();
        foreach (ReferenceRelation relation in entity.Relations.OfType<ReferenceRelation>().Where(_ => dice.Percent(80)))
        {
            // In a tree rows refer to earlier ones, so that it has no circle.
            string[] targets = relation.Target == entity.Name ? [.. _rows.Where(r => r.Entity == entity.Name).Select(r => r.Key!)] : [.. _keys[relation.Target]];
            if (targets.Length > 0)
                references.Add(relation.Name, dice.Pick(targets));
        }

        var parts = new Dictionary<string, DatasetRow>();
        foreach (PartRelation relation in entity.Relations.OfType<PartRelation>().Where(_ => dice.Percent(70)))
        {
            DatasetRow part = Row(schema.FindEntity(relation.Target)!, null);
            if (part.Values.Count > 0)
                parts.Add(relation.Name, part);
        }

        return new DatasetRow(entity.Name) { Key = key, Values = values, References = references, Parts = parts };
    }

    private List<string> Keys(int count)
    {
        int kind = dice.Below(4);
        var keys = new HashSet<string>();
        while (keys.Count < count)
            keys.Add(Key(kind, count));
        return [.. keys];
    }

    private string Key(int kind, int count) => kind switch
    {
        0 => dice.Between(1, (count * 2) + 5).ToString(CultureInfo.InvariantCulture),
        1 => (dice.Ticks(long.MaxValue) - (dice.Percent(50) ? long.MaxValue : 0)).ToString(CultureInfo.InvariantCulture),
        2 => dice.Guid().ToString("D") is var guid && dice.Percent(30) ? guid.ToUpperInvariant() : guid,
        _ => dice.Pick(["a", "A", "b", "10", "9", "\u00E9", "\uFB01", "\U0001F600", "k-"]) + dice.Between(0, count).ToString(CultureInfo.InvariantCulture),
    };
}
