using Segmentation.Testing;

namespace Segmentation.InMemory.Tests.Conformance;

/// <summary>A row of a dataset as a host object without a class of its own: values and rows by name.</summary>
public sealed class Bag
{
    private readonly Dataset _data;
    private readonly Bags _bags;
    private readonly DatasetRow _row;

    internal Bag(Dataset data, Bags bags, DatasetRow row)
    {
        _data = data;
        _bags = bags;
        _row = row;
    }

    public SubjectKey Key => _data.KeyOf(_row);

    public T? Value<T>(string name) => _row[name] is T value ? value : default;

    public T? Number<T>(string name)
        where T : struct => _row[name] is T value ? value : null;

    public IEnumerable<Bag> Many(string entity) => _data.Children(_row, entity).Select(_bags.Of);

    public Bag? Address(string kind) => Many("address").SingleOrDefault(a => a.Value<string>("kind") == kind);

    public Bag? Part(string relation) => _row.Parts.TryGetValue(relation, out DatasetRow? part) ? _bags.Of(part) : null;

    public Bag? Reference(string relation, string entity) =>
        _row.References.TryGetValue(relation, out string? key) && _data.Find(entity, key) is { } row ? _bags.Of(row) : null;
}

/// <summary>One bag a row, so that a row that many refer to is one object.</summary>
internal sealed class Bags(Dataset data)
{
    private readonly Dictionary<DatasetRow, Bag> _bags = [];

    public Bag Of(DatasetRow row)
    {
        if (!_bags.TryGetValue(row, out Bag? bag))
            _bags.Add(row, bag = new Bag(data, this, row));
        return bag;
    }
}
