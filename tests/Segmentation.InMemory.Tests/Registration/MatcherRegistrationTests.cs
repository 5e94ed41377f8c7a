using Microsoft.Extensions.DependencyInjection;

namespace Segmentation.InMemory.Tests.Registration;

public sealed class MatcherRegistrationTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Buyer Ann = new(1, 50), Bob = new(2, 150);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Matcher_OfAMappedClass_HasWhatThisProcessSavesListsAndDeletesAtOnce()
    {
        await using ServiceProvider provider = Provide();
        var catalog = provider.GetRequiredService<SegmentCatalog>();
        var matcher = provider.GetRequiredService<SegmentMatcher<Buyer>>();
        Assert.Empty(SegmentsOf(matcher, Bob));
        await catalog.SaveAsync([new SegmentSave(AtLeast("vip", 100)), new SegmentSave(AtLeast("all", 0))], Ct);
        Assert.Equal(["all"], SegmentsOf(matcher, Ann));
        Assert.Equal(["all", "vip"], SegmentsOf(matcher, Bob));
        await catalog.SaveAsync(AtLeast("vip", 40), Ct);
        Assert.Equal(["all", "vip"], SegmentsOf(matcher, Ann));
        await catalog.ExcludeAsync("vip", [new SubjectKey(1)], Ct);
        Assert.Equal(["all"], SegmentsOf(matcher, Ann));
        await catalog.UnlistAsync("vip", [new SubjectKey(1)], Ct);
        Assert.Equal(["all", "vip"], SegmentsOf(matcher, Ann));
        await catalog.DeleteAsync("vip", ct: Ct);
        Assert.Equal(["all"], SegmentsOf(matcher, Bob));
    }

    [Fact]
    public async Task Matcher_FirstAskedByManyAtOnce_HasTheSegmentsForEach()
    {
        await using ServiceProvider provider = Provide();
        var matcher = provider.GetRequiredService<SegmentMatcher<Buyer>>();
        await provider.GetRequiredService<SegmentCatalog>().SaveAsync(AtLeast("vip", 100), Ct);
        string[][] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SegmentsOf(matcher, Bob), Ct)));
        Assert.All(answers, a => Assert.Equal(["vip"], a));
        Assert.Equal(1, matcher.Version);
    }

    [Fact]
    public async Task Matcher_WhileSegmentsAreSaved_AnswersByOneSetOrTheOther()
    {
        await using ServiceProvider provider = Provide();
        var catalog = provider.GetRequiredService<SegmentCatalog>();
        var matcher = provider.GetRequiredService<SegmentMatcher<Buyer>>();
        await SaveAsync(0);
        using var end = new CancellationTokenSource();
        Task[] matching = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
                Assert.Contains(string.Join(' ', SegmentsOf(matcher, Bob)), new[] { "a", "b" });
        }, Ct))];
        for (int round = 1; round <= 40; round++)
        {
            await SaveAsync(round);
            Assert.Equal([round % 2 == 0 ? "a" : "b"], SegmentsOf(matcher, Bob));
        }

        await end.CancelAsync();
        await Task.WhenAll(matching);

        Task SaveAsync(int round) => catalog.SaveAsync(
            [new SegmentSave(AtLeast("a", round % 2 == 0 ? 0 : 1000)), new SegmentSave(AtLeast("b", round % 2 == 0 ? 1000 : 0))], Ct);
    }

    [Fact]
    public async Task Matcher_OfSegmentsThatItCannotMatch_KeepsTheFormerOnes()
    {
        await using ServiceProvider provider = Provide(s => s.AddExternal<RegistrationTests.Loyal, RegistrationTests.LoyalAnswers>());
        var catalog = provider.GetRequiredService<SegmentCatalog>();
        var matcher = provider.GetRequiredService<SegmentMatcher<Buyer>>();
        await catalog.SaveAsync(AtLeast("vip", 100), Ct);
        Assert.Equal(["vip"], SegmentsOf(matcher, Bob));
        await catalog.SaveAsync(Segment.Define("loyal").Where(new RegistrationTests.Loyal(2)), Ct);
        await catalog.SaveAsync(AtLeast("all", 0), Ct);
        Assert.Equal(["vip"], SegmentsOf(matcher, Bob));
        await catalog.DeleteAsync("loyal", ct: Ct);
        Assert.Equal(["all", "vip"], SegmentsOf(matcher, Bob));
    }

    [Fact]
    public async Task Matcher_FirstAskedForSegmentsThatItCannotMatch_ThrowsUntilTheyAreMended()
    {
        await using ServiceProvider provider = Provide(s => s.AddExternal<RegistrationTests.Loyal, RegistrationTests.LoyalAnswers>());
        var catalog = provider.GetRequiredService<SegmentCatalog>();
        await catalog.SaveAsync([new SegmentSave(Segment.Define("loyal").Where(new RegistrationTests.Loyal(2))), new SegmentSave(AtLeast("vip", 100))], Ct);
        var matcher = provider.GetRequiredService<SegmentMatcher<Buyer>>();
        Assert.Contains("loyal", Assert.Throws<SegmentSourceException>(() => SegmentsOf(matcher, Bob)).Message, StringComparison.Ordinal);
        await catalog.DeleteAsync("loyal", ct: Ct);
        Assert.Equal(["vip"], SegmentsOf(matcher, Bob));
    }

    [Fact]
    public async Task ConfigureMatching_WithStoredAnswers_MatchesExternalConditions()
    {
        await using ServiceProvider provider = Provide(s => s
            .AddExternal<RegistrationTests.Loyal, RegistrationTests.LoyalAnswers>()
            .ConfigureMatching(_ => new MatcherOptions { Answers = new OnlyBob() }));
        await provider.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("loyal").Where(new RegistrationTests.Loyal(2)), Ct);
        var matcher = provider.GetRequiredService<SegmentMatcher<Buyer>>();
        Assert.Empty(SegmentsOf(matcher, Ann));
        Assert.Equal(["loyal"], SegmentsOf(matcher, Bob));
    }

    [Fact]
    public async Task Matcher_ByName_IsThatOfTheName()
    {
        var services = new ServiceCollection();
        services.AddSegmentation(s => Shop(s));
        services.AddSegmentation("others", s => Shop(s));
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        await provider.GetRequiredKeyedService<SegmentCatalog>("others").SaveAsync(AtLeast("vip", 100), Ct);
        Assert.Empty(SegmentsOf(provider.GetRequiredService<SegmentMatcher<Buyer>>(), Bob));
        Assert.Equal(["vip"], SegmentsOf(provider.GetRequiredKeyedService<SegmentMatcher<Buyer>>("others"), Bob));
    }

    private static string[] SegmentsOf(SegmentMatcher<Buyer> matcher, Buyer buyer) => [.. matcher.Match(buyer, AsOf, new MatchBuffer()).ToArray().Order(StringComparer.Ordinal)];

    private static Segment AtLeast(string id, long points) => Segment.Define(id).Where(c => c.Attribute("points").AtLeast(points));

    private static ServiceProvider Provide(Action<SegmentationBuilder>? with = null) => new ServiceCollection().AddSegmentation(s =>
    {
        Shop(s);
        with?.Invoke(s);
    }).BuildServiceProvider(validateScopes: true);

    private static SegmentationBuilder Shop(SegmentationBuilder s) => s
        .UseSchema(SegmentSchema.Create("buyers", schema => schema.Subject("buyer", "buyers", b => b.Integer("points"))))
        .MapSubject<Buyer, BuyerMap>().UseObjects([Ann, Bob]);

    public sealed record Buyer(long Id, long Points);

    public sealed class BuyerMap : SubjectMap<Buyer>
    {
        public override void Configure(EntityMap<Buyer> map) => map.Key(b => b.Id).Attribute("points", b => b.Points);
    }

    private sealed class OnlyBob : IStoredAnswers
    {
        public bool Holds(ExternalCondition condition, SubjectKey customer) => customer == new SubjectKey(2);
    }
}
