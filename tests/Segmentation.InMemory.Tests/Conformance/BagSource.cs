using Segmentation.Testing;

namespace Segmentation.InMemory.Tests.Conformance;

internal static class BagSource
{
    /// <summary>A dataset as host objects.</summary>
    public static ISegmentSource Of(Dataset data)
    {
        var bags = new Bags(data);
        var maps = new Dictionary<string, BagMap>(StringComparer.Ordinal);
        var source = new ObjectSource<Bag>(data.Schema, BagMap.For(data, data.Schema.Subject, maps), data.Subjects.Select(bags.Of).ToArray());
        // Rows that no customer leads to exist all the same: categories of a tree, products nobody bought.
        string[] referred =
        [
            .. data.Schema.Entities.SelectMany(e => e.Relations).OfType<ReferenceRelation>().Select(r => r.Target)
                .Concat(data.Schema.Entities.SelectMany(e => e.Attributes).Select(a => a.Hierarchy).OfType<string>())
                .Distinct(StringComparer.Ordinal),
        ];
        foreach (string name in referred)
            source = source.With(name, BagMap.For(data, data.Schema.FindEntity(name)!, maps), data.Rows(name).Select(bags.Of).ToArray());
        return source;
    }
}
