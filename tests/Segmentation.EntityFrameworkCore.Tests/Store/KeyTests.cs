using Microsoft.EntityFrameworkCore;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>Customers by keys of every type are read and composed, sticky lists included.</summary>
public sealed class KeyTests(PostgresCluster cluster)
{
    private static readonly SegmentSchema Schema = SegmentSchema.Create("people", s => s.Subject("customer", "customers", c => c.Text("name")));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(MembershipTests.Hosts), MemberType = typeof(MembershipTests))]
    public Task Segment_OfCustomersByAnyKey_HasItsMembersAndThoseOfItsList(string provider, string key) => key switch
    {
        "int" => RunAsync(provider, [1, 2, 3], new Map<int>(), k => new SubjectKey(k)),
        "short" => RunAsync<short>(provider, [1, 2, 3], new Map<short>(), k => new SubjectKey(k)),
        "long" => RunAsync(provider, [1L, 2L, 3_000_000_000L], new Map<long>(), k => new SubjectKey(k)),
        "Guid" => RunAsync(provider, MembershipTests.Guids, new Map<Guid>(), k => new SubjectKey(k)),
        "string" => RunAsync(provider, ["B", "c", "ä"], new Map<string>(), k => new SubjectKey(k)),
        _ => RunAsync(provider, [new CustomerId(1), new CustomerId(2), new CustomerId(3)], new OwnKeyMap(), k => new SubjectKey(k.Value)),
    };

    private async Task RunAsync<TKey>(string provider, TKey[] keys, SubjectMap<Known<TKey>> map, Func<TKey, SubjectKey> keyOf)
        where TKey : notnull
    {
        EntityMaps maps = new EntityMaps(Schema).Map(map);
        await using OpenHost<Known<TKey>> host = await OpenHost<Known<TKey>>.CreateAsync(provider, cluster, Ct);
        host.Options = new DbContextOptionsBuilder<HostContext<Known<TKey>>>(host.Options).UseSegmentation(maps).Options;
        await using HostContext<Known<TKey>> db = host.CreateDbContext();
        db.AddRange(keys.Select((k, i) => new Known<TKey> { Id = k, Name = $"customer {i}" }));
        await db.SaveChangesAsync(Ct);

        var lists = new SegmentLists(new Dictionary<string, SegmentList> { ["listed"] = new([keyOf(keys[2]).ToString()], []) });
        SegmentSet set = SegmentSet.Bind(Schema, [First("plain"), First("listed")], lists);
        EvaluationResult found = await new SegmentEvaluator(new EntitySource<HostContext<Known<TKey>>>(host, maps)).EvaluateAsync(set, HostSegment.AsOf, ct: Ct);
        Assert.Equal([keyOf(keys[0])], found["plain"]);
        Assert.Equal([keyOf(keys[0]), keyOf(keys[2])], found["listed"]);

        Assert.Equal("customer 0", Assert.Single(await db.Customers.InSegment(set["plain"], HostSegment.AsOf).Select(c => c.Name).ToArrayAsync(Ct)));
        if (map is OwnKeyMap)
        {
            // How a converter's values compare is not known.
            var refused = Assert.Throws<CompositionRefusedException>(() => db.Customers.InSegment(set["listed"], HostSegment.AsOf));
            Assert.Equal("compose.key", Assert.Single(refused.Problems).Code);
            return;
        }

        Assert.Equal(["customer 0", "customer 2"], await db.Customers.InSegment(set["listed"], HostSegment.AsOf).Select(c => c.Name).Order().ToArrayAsync(Ct));

        static Segment First(string id) => Segment.Define(id).Where(c => c.Attribute("name").Equal("customer 0"));
    }

    private sealed class Map<TKey> : SubjectMap<Known<TKey>>
        where TKey : notnull
    {
        public override void Configure(EntityMap<Known<TKey>> map) => map.Key(c => c.Id).Attribute("name", c => c.Name);
    }

    private sealed class OwnKeyMap : SubjectMap<Known<CustomerId>>
    {
        public override void Configure(EntityMap<Known<CustomerId>> map) => map.Key(c => c.Id.Value).Attribute("name", c => c.Name);
    }
}
