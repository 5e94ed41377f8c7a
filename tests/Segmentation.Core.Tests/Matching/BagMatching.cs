using Segmentation.InMemory.Tests.Conformance;
using Segmentation.Testing;

namespace Segmentation.Tests.Matching;

/// <summary>A dataset as host objects, and a matcher over them.</summary>
internal sealed class BagMatching
{
    /// <param name="data">The rows.</param>
    /// <param name="set">The segments.</param>
    /// <param name="byKey">Whether all rows that others refer to are given, rather than reached as objects.</param>
    /// <param name="options">What the matcher is given besides; null for nothing.</param>
    public BagMatching(Dataset data, SegmentSet set, bool byKey = false, MatcherOptions? options = null)
    {
        var bags = new Bags(data);
        var maps = new BagMaps(data, addressesAreParts: false);
        string[] trees = [.. data.Schema.Entities.SelectMany(e => e.Attributes).Select(a => a.Hierarchy).OfType<string>()];
        string[] referred = [.. data.Schema.Entities.SelectMany(e => e.Relations).OfType<ReferenceRelation>().Select(r => r.Target)];
        options ??= new MatcherOptions();
        foreach (string name in (byKey ? trees.Concat(referred) : trees).Distinct(StringComparer.Ordinal).Where(n => n != data.Schema.Subject.Name))
            options = options.WithRows(name, maps.For(name), data.Rows(name).Select(bags.Of).ToArray());
        Customers = [.. data.Subjects.OrderBy(data.KeyOf).Select(bags.Of)];
        Map = maps.For(data.Schema.Subject.Name);
        Options = options;
        Matcher = new SegmentMatcher<Bag>(set, Map, options);
    }

    public SubjectMap<Bag> Map { get; }

    public MatcherOptions Options { get; }

    /// <summary>In key order.</summary>
    public IReadOnlyList<Bag> Customers { get; }

    public SegmentMatcher<Bag> Matcher { get; }

    /// <summary>The members of every segment, found a customer at a time.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Members(DateTimeOffset asOf)
    {
        var members = Matcher.Set.Segments.ToDictionary(s => s.Id, _ => new List<string>(), StringComparer.Ordinal);
        var buffer = new MatchBuffer();
        foreach (Bag customer in Customers)
        {
            foreach (string id in Matcher.Match(customer, asOf, buffer))
                members[id].Add(customer.Key.ToString());
        }

        return members.ToDictionary(m => m.Key, m => (IReadOnlyList<string>)m.Value, StringComparer.Ordinal);
    }
}
