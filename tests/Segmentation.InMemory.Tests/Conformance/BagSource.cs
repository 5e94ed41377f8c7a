using Segmentation.Testing;

namespace Segmentation.InMemory.Tests.Conformance;

internal static class BagSource
{
    /// <summary>A dataset as host objects.</summary>
    public static ISegmentSource Of(Dataset data, bool addressesAreParts = false)
    {
        var bags = new Bags(data);
        var maps = new BagMaps(data, addressesAreParts);
        var source = new ObjectSource<Bag>(data.Schema, maps.For(data.Schema.Subject.Name), data.Subjects.Select(bags.Of).ToArray());
        // Rows that no customer leads to exist all the same: categories of a tree, products nobody bought.
        string[] referred =
        [
            .. data.Schema.Entities.SelectMany(e => e.Relations).OfType<ReferenceRelation>().Select(r => r.Target)
                .Concat(data.Schema.Entities.SelectMany(e => e.Attributes).Select(a => a.Hierarchy).OfType<string>())
                .Distinct(StringComparer.Ordinal),
        ];
        foreach (string name in referred)
            source = source.With(name, maps.For(name), data.Rows(name).Select(bags.Of).ToArray());
        return source;
    }
}
