using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Segmentation.EntityFrameworkCore.Tests.Composition;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>Stored members are part of a host's queries, whatever the type of its keys, with and without a property for them.</summary>
public sealed class MembershipTests(PostgresCluster cluster)
{
    internal static readonly Guid[] Guids = [.. Enumerable.Range(1, 3).Select(n => Guid.Parse($"abcdef00-0000-4000-8000-00000000000{n}"))];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, string> Hosts { get; } = new(["SQLite", "PostgreSQL"], ["int", "short", "long", "Guid", "string", "CustomerId"]);

    [Theory]
    [MemberData(nameof(Hosts))]
    public Task Query_ThroughThePropertyOfMemberships_FindsTheStoredMembers(string provider, string key) => key switch
    {
        "int" => RunAsync(provider, [1, 2, 3], k => new SubjectKey(k)),
        "short" => RunAsync<short>(provider, [1, 2, 3], k => new SubjectKey(k)),
        "long" => RunAsync(provider, [1L, 2L, 3_000_000_000L], k => new SubjectKey(k)),
        "Guid" => RunAsync(provider, Guids, k => new SubjectKey(k)),
        "string" => RunAsync(provider, ["ä", "B", "c"], k => new SubjectKey(k)),
        _ => RunAsync(provider, [new CustomerId(1), new CustomerId(2), new CustomerId(3)], k => new SubjectKey(k.Value)),
    };

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Query_OfAClassWithoutSuchAProperty_FindsTheStoredMembers(string provider)
    {
        await using OpenHost<Plain<int>> host = await OpenHost<Plain<int>>.CreateAsync(provider, cluster, Ct);
        await using HostContext<Plain<int>> db = host.CreateDbContext();
        db.AddRange(new Plain<int> { Id = 1, Name = "anna" }, new Plain<int> { Id = 2, Name = "bea" });
        await db.SaveChangesAsync(Ct);
        await HostSegment.EnterAsync(host.Store(), [new SubjectKey(2)], Ct);
        Assert.Equal("bea", Assert.Single(await db.Customers.InStoredSegment("vip").Select(c => c.Name).ToArrayAsync(Ct)));
        Assert.Equal("anna", Assert.Single(await db.Customers.NotInStoredSegment("vip").Select(c => c.Name).ToArrayAsync(Ct)));
        Assert.Equal(2, (await db.Set<SegmentMember<int>>().SingleAsync(m => m.Segment.Id == "vip", Ct)).Customer);
    }

    [Fact]
    public void InStoredSegment_OfAContextWithoutSegments_SaysWhatToCall()
    {
        using CommerceContext db = CommerceContext.Offline("SQLite");
        string message = Assert.Throws<InvalidOperationException>(() => db.Customers.InStoredSegment("vip")).Message;
        Assert.Contains("call modelBuilder.AddSegmentation<", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddSegmentation_WithAPropertyOfAnotherKey_NamesTheRightType() => Refuses(
        m => m.AddSegmentation<Mistaken>(), "Mistaken.Segments is a collection of SegmentMember<Int64>, and the primary key is of type Int32: make it one of SegmentMember<Int32>.");

    [Fact]
    public void AddSegmentation_WithTwoProperties_AsksForOne()
    {
        Refuses(m => m.AddSegmentation<Doubled>(), "Doubled has several properties of memberships, First and Second; say which by o => o.Navigation = ….");
        ModelBuilder model = NewModel().Entity<Doubled>(d => d.Ignore(x => x.First)).AddSegmentation<Doubled>(o => o.Navigation = nameof(Doubled.Second));
        Assert.Equal("Second", Assert.Single(model.Model.FindEntityType(typeof(Doubled))!.GetNavigations()).Name);
    }

    [Fact]
    public void AddSegmentation_WithAnUnknownProperty_SaysSo() =>
        Refuses(m => m.AddSegmentation<Plain<int>>(o => o.Navigation = "Groups"), "Plain<int> has no property 'Groups' that is a collection of SegmentMember<Int32>.");

    [Fact]
    public void AddSegmentation_OfAnotherSubjectBesides_IsRefused() => Refuses(
        m => m.AddSegmentation<Plain<int>>().AddSegmentation<Plain<int>>().AddSegmentation<Plain<long>>(), "The model has the segments of another subject or by other names already");

    [Fact]
    public void AddSegmentation_OfAKeyOfTwoColumns_IsRefused() =>
        Refuses(m => m.Entity<Plain<int>>().HasKey(p => new { p.Id, p.Name }), m => m.AddSegmentation<Plain<int>>(), "has no primary key of one column yet");

    [Fact]
    public void AddSegmentation_OfAKeyThatIsStoredInAnotherWay_AllowsNoNavigation() => Refuses(
        m => m.Entity<Known<long>>().Property(k => k.Id).HasConversion<string>(),
        m => m.AddSegmentation<Known<long>>(),
        "Memberships cannot be a navigation: keys of members are of kind Integer");

    private static void Refuses(Action<ModelBuilder> add, string message) => Refuses(static _ => { }, add, message);

    private static void Refuses(Action<ModelBuilder> before, Action<ModelBuilder> add, string message)
    {
        ModelBuilder model = NewModel();
        before(model);
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => add(model)).Message, StringComparison.Ordinal);
    }

    private static ModelBuilder NewModel() => SqliteConventionSetBuilder.CreateModelBuilder();

    private async Task RunAsync<TKey>(string provider, TKey[] keys, Func<TKey, SubjectKey> keyOf)
        where TKey : notnull
    {
        await using OpenHost<Known<TKey>> host = await OpenHost<Known<TKey>>.CreateAsync(provider, cluster, Ct);
        await using HostContext<Known<TKey>> db = host.CreateDbContext();
        db.AddRange(keys.Select((k, i) => new Known<TKey> { Id = k, Name = $"customer {i}" }));
        await db.SaveChangesAsync(Ct);
        db.ChangeTracker.Clear();
        await HostSegment.EnterAsync(host.Store(), [keyOf(keys[0]), keyOf(keys[2])], Ct);

        string[] members = ["customer 0", "customer 2"];
        Assert.Equal(members, await db.Customers.Where(c => c.Memberships.Any(m => m.Segment.Id == "vip")).Select(c => c.Name).Order().ToArrayAsync(Ct));
        Assert.Equal(members, await db.Customers.InStoredSegment("vip").Select(c => c.Name).Order().ToArrayAsync(Ct));
        Assert.Equal("customer 1", Assert.Single(await db.Customers.NotInStoredSegment("vip").Select(c => c.Name).ToArrayAsync(Ct)));
        Assert.Equal(2, await db.Customers.CountAsync(c => c.Memberships.Any(m => m.Since <= HostSegment.AsOf), Ct));
        Assert.Equal(0, await db.Customers.CountAsync(c => c.Memberships.Any(m => m.Since < HostSegment.AsOf), Ct));
        SegmentMember<TKey> membership = Assert.Single((await db.Customers.Include(c => c.Memberships).ThenInclude(m => m.Segment).SingleAsync(c => c.Id.Equals(keys[0]), Ct)).Memberships);
        Assert.Equal((keys[0], "vip", 2L, HostSegment.AsOf), (membership.Customer, membership.Segment.Id, membership.Segment.Size, membership.Since));
    }

    public sealed class Mistaken
    {
        public int Id { get; set; }

        public ICollection<SegmentMember<long>> Segments { get; } = [];
    }

    public sealed class Doubled
    {
        public int Id { get; set; }

        public ICollection<SegmentMember<int>> First { get; } = [];

        public ICollection<SegmentMember<int>> Second { get; } = [];
    }
}
