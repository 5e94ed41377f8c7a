using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Segmentation.InMemory.Tests.Registration;

public sealed class RegistrationTests
{
    private static readonly List<Buyer> Buyers = [new(1, 50), new(2, 150)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddSegmentation_ObjectsAndNothingElse_RefreshesAndLooksUp()
    {
        await using ServiceProvider provider = Provide(Shop);
        await provider.GetRequiredService<SegmentCatalog>().SaveAsync(Vip, Ct);
        RefreshReport report = await provider.GetRequiredService<SegmentRefresher>().RefreshAsync(["vip"], ct: Ct);
        Assert.Equal(RunStatus.Completed, report.Status);
        Assert.True(await provider.GetRequiredService<SegmentMemberships>().ContainsAsync("vip", 2, Ct));
        Assert.False(await provider.GetRequiredService<SegmentMemberships>().ContainsAsync("vip", 1, Ct));
    }

    [Fact]
    public async Task AddSegmentation_InAnyOrderAndTwice_IsOneRegistration()
    {
        var services = new ServiceCollection();
        services.AddSegmentation(s => s.UseObjects(Buyers).AddCondition<Rich>().ExtendSchema(Extend));
        services.AddSegmentation(s => s.AddCondition<Rich>().MapSubject<Buyer, BuyerMap>().UseObjects(Buyers).UseSchema(Schema).ExtendSchema(Extend));
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        Assert.Single(provider.GetServices<SegmentCatalog>());
        await provider.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("rich").Where(new Rich(100)), Ct);
        Assert.Equal(1, (await provider.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct)).Segments[0].Size);
        Assert.NotNull(provider.GetRequiredService<SegmentSchema>().Subject.FindAttribute("shoe_size"));

        static void Extend(SchemaBuilder schema) => schema.Entity("buyer", b => b.Integer("shoe_size"));
    }

    [Fact]
    public async Task AddSegmentation_ByName_KeepsSubjectsApart()
    {
        var services = new ServiceCollection();
        services.AddSegmentation(s => Shop(s));
        services.AddSegmentation("companies", s => s
            .UseSchema(SegmentSchema.Create("companies", c => c.Subject("company", "companies", e => e.Text("country"))))
            .MapSubject<Company, CompanyMap>().UseObjects([new Company("acme", "DE"), new Company("bolt", "UA")]));
        await using ServiceProvider provider = services.BuildServiceProvider();
        var companies = provider.GetRequiredKeyedService<SegmentCatalog>("companies");
        await companies.SaveAsync(Segment.Define("german").Where(c => c.Attribute("country").Equal("de")), Ct);
        await provider.GetRequiredKeyedService<SegmentRefresher>("companies").RefreshAllAsync(ct: Ct);
        var memberships = provider.GetRequiredKeyedService<SegmentMemberships>("companies");
        Assert.True(await memberships.ContainsAsync("german", memberships.KeyOf("acme"), Ct));
        Assert.Empty((await provider.GetRequiredService<SegmentCatalog>().GetAsync(Ct)).Segments);
    }

    [Fact]
    public void AddSegmentation_WithTwoSources_NamesBoth()
    {
        using ServiceProvider provider = Provide(s => Shop(s).UseSource("UseDirectory", _ => throw new InvalidOperationException()));
        Refuses(provider, "The source of customers must be one; it is chosen by UseDirectory and UseObjects. Leave all but one out.");
    }

    [Fact]
    public void AddSegmentation_WithoutASchema_SaysWhatToCall()
    {
        using ServiceProvider provider = Provide(s => s.MapSubject<Buyer, BuyerMap>().UseObjects(Buyers));
        Refuses(provider, "The schema must be chosen; it is not. Call AddCommerce in AddSegmentation.");
    }

    [Fact]
    public void AddSegmentation_WithoutAMap_SaysWhatToCall()
    {
        using ServiceProvider provider = Provide(s => s.UseSchema(Schema).UseObjects(Buyers));
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<SegmentCatalog>);
        Assert.Contains("MapSubject<Buyer, …>", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RefreshOptions.BlockSize must be between 64 and 1000000; it is 0.")]
    [InlineData("RefreshOptions.LeaseDuration must be between 00:00:01 and 1.00:00:00; it is 00:00:00.")]
    [InlineData("RefreshOptions.HistoryRetention must be 01:00:00 or more; it is 00:00:00.")]
    public void AddSegmentation_WithOptionsThatBreakRules_NamesPropertyRuleAndValue(string message)
    {
        using ServiceProvider provider = Provide(s => Shop(s).ConfigureRefresh(o => (o.BlockSize, o.LeaseDuration, o.HistoryRetention) = (0, TimeSpan.Zero, TimeSpan.Zero)));
        Refuses(provider, message);
    }

    [Fact]
    public void AddSegmentation_WithAnUnknownTimeZone_NamesIt()
    {
        using ServiceProvider provider = Provide(s => Shop(s).Configure(o => o.TimeZone = "Europe/Kiew"));
        Refuses(provider, "SegmentationOptions.TimeZone must be an IANA time zone such as Europe/Kyiv; it is 'Europe/Kiew'.");
    }

    [Fact]
    public async Task AddSegmentation_OptionsChangedLater_HaveNoEffect()
    {
        RefreshOptions? kept = null;
        await using ServiceProvider provider = Provide(s => Shop(s).ConfigureRefresh(o => kept = o));
        var catalog = provider.GetRequiredService<SegmentCatalog>();
        kept!.WritesEvents = false;
        await catalog.SaveAsync(Vip, Ct);
        await provider.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct);
        Assert.Equal(1, (await provider.GetRequiredService<SegmentEvents>().CountAsync(Ct)).Pending);
    }

    [Fact]
    public async Task AddSegmentation_AHandlerThatNeedsTheServices_IsGivenThem()
    {
        await using ServiceProvider provider = Provide(s => Shop(s).AddEventHandler<Asking>());
        await provider.GetRequiredService<SegmentCatalog>().SaveAsync(Vip, Ct);
        await provider.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct);
        Assert.Equal(1, (await provider.GetRequiredService<SegmentEvents>().DeliverAsync(Ct)).Delivered);
        Assert.Equal(["vip"], provider.GetRequiredService<Asking>().Segments);
    }

    [Fact]
    public async Task UseGroups_AWriterThatNeedsTheServices_IsGivenThem()
    {
        await using ServiceProvider provider = Provide(s => Shop(s).UseGroups<AskingGroups>());
        await provider.GetRequiredService<SegmentCatalog>().SaveAsync(Vip.MoveToGroup("gold"), Ct);
        RefreshReport report = await provider.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct);
        Assert.Equal((1L, null), (report.GroupsMoved, report.GroupError));
        Assert.Equal(["2: vip"], provider.GetRequiredService<AskingGroups>().Moves);
    }

    [Fact]
    public async Task AddSegmentation_TwoHandlersOfOneName_AreRefused()
    {
        await using ServiceProvider provider = Provide(s => Shop(s).AddEventHandler<Asking>().AddEventHandler(_ => new Alike()));
        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetRequiredService<SegmentEvents>().DeliverAsync(Ct));
        Assert.Contains("Asking and Alike", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddExternal_WhoAnswers_DecidesAndFailsAlone()
    {
        await using ServiceProvider provider = Provide(s => Shop(s).AddExternal<Loyal, LoyalAnswers>());
        await provider.GetRequiredService<SegmentCatalog>().SaveAsync([new SegmentSave(Vip), new SegmentSave(Segment.Define("loyal").Where(new Loyal(2)))], Ct);
        var refresher = provider.GetRequiredService<SegmentRefresher>();
        Assert.Equal([1L, 1L], (await refresher.RefreshAllAsync(ct: Ct)).Segments.Select(s => s.Size));
        provider.GetRequiredService<LoyalAnswers>().IsDown = true;
        RefreshReport report = await refresher.RefreshAllAsync(ct: Ct);
        SegmentRefresh failed = Assert.Single(report.Segments, s => s.Outcome == RefreshOutcome.Failed);
        Assert.Equal(("loyal", 1L), (failed.SegmentId, failed.Size));
        Assert.Contains("The loyalty service is down.", failed.Reason, StringComparison.Ordinal);
    }

    private static SegmentSchema Schema { get; } = SegmentSchema.Create("buyers", s => s.Subject("buyer", "buyers", b => b.Integer("points")));

    private static Segment Vip { get; } = Segment.Define("vip").Where(c => c.Attribute("points").AtLeast(100));

    private static SegmentationBuilder Shop(SegmentationBuilder s) => s.UseSchema(Schema).MapSubject<Buyer, BuyerMap>().UseObjects(Buyers);

    private static ServiceProvider Provide(Func<SegmentationBuilder, SegmentationBuilder> configure) =>
        new ServiceCollection().AddSegmentation(s => configure(s)).BuildServiceProvider(validateScopes: true);

    private static void Refuses(ServiceProvider provider, string message)
    {
        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<SegmentCatalog>);
        Assert.Contains(message, refusal.Failures);
    }

    public sealed record Buyer(long Id, long Points);

    public sealed class BuyerMap : SubjectMap<Buyer>
    {
        public override void Configure(EntityMap<Buyer> map) => map.Key(b => b.Id).Attribute("points", b => b.Points);
    }

    public sealed record Company(string Name, string Country);

    public sealed class CompanyMap : SubjectMap<Company>
    {
        public override void Configure(EntityMap<Company> map) => map.Key(c => c.Name).Attribute("country", c => c.Country);
    }

    [ConditionType("test.rich")]
    public sealed record Rich(long Points) : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => c.Attribute("points").AtLeast(Points);
    }

    [ConditionType("test.loyal")]
    public sealed record Loyal(long Years) : ExternalCondition;

    public sealed class LoyalAnswers : IExternalAnswers<Loyal>
    {
        public bool IsDown { get; set; }

        public ValueTask<IReadOnlyCollection<SubjectKey>> FindAsync(ExternalQuestion<Loyal> question, CancellationToken ct) => IsDown
            ? throw new IOException("The loyalty service is down.")
            : ValueTask.FromResult<IReadOnlyCollection<SubjectKey>>([.. question.Customers.Where(c => c.Integer <= question.Condition.Years - 1)]);
    }

    public sealed class Asking(SegmentMemberships memberships) : ISegmentEventHandler
    {
        public string Name => "asking";

        public List<string> Segments { get; } = [];

        public async ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct) =>
            Segments.AddRange((await memberships.GetSegmentsOfAsync(@event.Customer, ct)).Select(m => m.SegmentId));
    }

    public sealed class AskingGroups(SegmentMemberships memberships) : ICustomerGroupWriter
    {
        public List<string> Moves { get; } = [];

        public ValueTask<IReadOnlyDictionary<SubjectKey, string?>> ReadAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyDictionary<SubjectKey, string?>>(customers.ToDictionary(c => c, _ => (string?)null));

        public async ValueTask WriteAsync(IReadOnlyList<CustomerGroupMove> moves, StoreTransaction transaction, CancellationToken ct)
        {
            foreach (CustomerGroupMove move in moves)
                Moves.Add($"{move.Customer}: {string.Join(' ', (await memberships.GetSegmentsOfAsync(move.Customer, ct)).Select(m => m.SegmentId))}");
        }
    }

    private sealed class Alike : ISegmentEventHandler
    {
        public string Name => "asking";

        public ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct) => ValueTask.CompletedTask;
    }
}
