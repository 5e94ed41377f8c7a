using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moq;
using Segmentation.InMemory;
using Segmentation.Testing;

namespace Segmentation.Hosting.Tests;

public sealed class HostTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestClock _clock = new(Start);
    private readonly List<Buyer> _buyers = [new(1, 50), new(2, 150)];
    private readonly Mailbox _mailbox = new();
    private readonly ConcurrentBag<(LogLevel Level, int Id, string Text)> _log = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_WithAHandler_DeliversWhatRefreshesFind()
    {
        using IHost host = await StartAsync();
        await RefreshAsync(host);
        SegmentEvent received = await _mailbox.NextAsync(_clock);
        Assert.Equal(("vip", new SubjectKey(2), MemberChangeKind.Entered), (received.SegmentId, received.Customer, received.Kind));
        await host.StopAsync(Ct);
    }

    [Fact]
    public async Task Host_ThatDoesNotDeliver_KeepsTheEvents()
    {
        using IHost host = await StartAsync(o => o.DeliversEvents = false);
        await RefreshAsync(host);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await host.StopAsync(Ct);
        Assert.Equal(1, (await host.Services.GetRequiredService<SegmentEvents>().CountAsync(Ct)).Pending);
    }

    [Fact]
    public async Task Host_WhoseDeliveryBreaksOff_TriesAgain()
    {
        _mailbox.Failures = 1;
        using IHost host = await StartAsync();
        await RefreshAsync(host);
        Assert.Equal("vip", (await _mailbox.NextAsync(_clock)).SegmentId);
        Assert.Contains(_log, l => l is { Id: 1100, Level: LogLevel.Warning });
        await host.StopAsync(Ct);
    }

    [Fact]
    public async Task Host_WithOptionsThatBreakRules_DoesNotStartAndNamesThemAll()
    {
        AggregateException refusal = await Assert.ThrowsAsync<AggregateException>(() => StartAsync(
            o => o.DeliveryInterval = TimeSpan.Zero, s => s.ConfigureRefresh(o => o.BlockSize = 1)).WaitAsync(Ct));
        Assert.Contains("SegmentationHostingOptions.DeliveryInterval must be between 00:00:00.0010000 and 1.00:00:00; it is 00:00:00.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("BlockSize must be between 64 and 1000000; it is 1.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_WithoutAStore_DoesNotStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSegmentation(s => s.UseSchema(Schema).AddHosting());
        using IHost host = builder.Build();
        OptionsValidationException refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Ct));
        Assert.Contains(refusal.Failures, f => f.StartsWith("The source of customers must be chosen; it is not.", StringComparison.Ordinal));
        Assert.Contains(refusal.Failures, f => f.StartsWith("The store must be chosen; it is not.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Host_WithAnUnusableDefinition_LogsItOrRefuses()
    {
        using var store = new InMemorySegmentStore(KeyKind.Integer, _clock);
        await store.ChangeDefinitionsAsync(new DefinitionChange { ExpectedVersion = 0, At = Start, Saves = [new SavedDefinition("lost", "{}")] }, Ct);
        using (IHost host = await StartAsync(null, s => s.UseStore("test", _ => store)))
            await host.StopAsync(Ct);
        Assert.Contains(_log, l => l is { Id: 1201, Level: LogLevel.Error } && l.Text.Contains("segment lost cannot be used", StringComparison.Ordinal));
        SegmentDefinitionException refusal = await Assert.ThrowsAsync<SegmentDefinitionException>(
            () => StartAsync(o => o.RequiresUsableDefinitions = true, s => s.UseStore("test", _ => store)).WaitAsync(Ct));
        Assert.StartsWith("'lost'", refusal.Problems[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_DeclaredTwice_WorksOnce()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSegmentation(s => s.AddHosting());
        builder.Services.AddSegmentation(s => s.AddHosting().AddHosting());
        Assert.Equal(4, builder.Services.Count(d => d.ServiceType == typeof(IHostedService)));
    }

    [Fact]
    public async Task Host_WithAMatcherInUse_GivesItWhatOtherProcessesSave()
    {
        using var store = new InMemorySegmentStore(KeyKind.Integer, _clock);
        using IHost host = await StartAsync(o => o.DefinitionInterval = TimeSpan.FromMinutes(1), s => s.UseStore("test", _ => store));
        using IHost other = await StartAsync(with: s => s.UseStore("test", _ => store));
        var matcher = host.Services.GetRequiredService<SegmentMatcher<Buyer>>();
        Assert.Equal(0, Matched());
        await other.Services.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("vip").Where(c => c.Attribute("points").AtLeast(100)), Ct);
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(0, Matched());
        while (Matched() == 0)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5, Ct);
        }

        await host.StopAsync(Ct);
        await other.StopAsync(Ct);

        int Matched() => matcher.Match(_buyers[1], Start, new MatchBuffer()).Count;
    }

    [Fact]
    public async Task Host_WhoseMatcherCannotFollow_LogsItOnceAndIsDegraded()
    {
        using IHost host = await StartAsync(with: s => s.AddExternal<Loyal, NobodyLoyal>());
        var matcher = host.Services.GetRequiredService<SegmentMatcher<Buyer>>();
        Assert.Empty(matcher.Set.Segments);
        var catalog = host.Services.GetRequiredService<SegmentCatalog>();
        await catalog.SaveAsync(Segment.Define("loyal").Where(new Loyal()), Ct);
        await catalog.SaveAsync(Segment.Define("loyal").Where(new Loyal()), Ct);
        Assert.Single(_log, l => l is { Id: 1040, Level: LogLevel.Error });
        HealthReportEntry entry = (await HealthAsync(host)).Entries["segmentation"];
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.StartsWith("segments are matched as they were before they were changed: ", entry.Description, StringComparison.Ordinal);
        Assert.Contains("loyal", entry.Description, StringComparison.Ordinal);
        await catalog.DeleteAsync("loyal", ct: Ct);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
        await host.StopAsync(Ct);
    }

    [Fact]
    public async Task Health_OfFreshSegments_IsHealthy()
    {
        using IHost host = await StartAsync();
        await RefreshAsync(host);
        await _mailbox.NextAsync(_clock);
        HealthReport report = await HealthAsync(host);
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(1, report.Entries["segmentation"].Data["segments"]);
    }

    [Fact]
    public async Task Health_OfTroubles_IsDegradedAndNamesThem()
    {
        using IHost host = await StartAsync(o => o.DeliversEvents = false);
        await RefreshAsync(host);
        _clock.Advance(TimeSpan.FromHours(40));
        HealthReportEntry entry = (await HealthAsync(host)).Entries["segmentation"];
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal("'vip' were not refreshed for 1.12:00:00; an event has been waiting for 1.16:00:00.", entry.Description);
        _buyers.Add(new Buyer(2, 1));
        await host.Services.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct);
        entry = (await HealthAsync(host)).Entries["segmentation"];
        Assert.StartsWith("'vip' could not be refreshed; 'vip' were not refreshed", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OfAStoreThatIsGone_IsUnhealthy()
    {
        var store = new Mock<ISegmentStore>();
        store.SetupSequence(s => s.GetDefinitionsAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(new StoredDefinitions(0, [], []))
            .ThrowsAsync(new IOException("The network is down."));
        using IHost host = await StartAsync(o => (o.DeliversEvents, o.MovesGroups) = (false, false), s => s.UseStore("test", _ => store.Object));
        HealthReportEntry entry = (await HealthAsync(host)).Entries["segmentation"];
        Assert.Equal((HealthStatus.Unhealthy, "The store of segments cannot be read."), (entry.Status, entry.Description));
    }

    private static SegmentSchema Schema { get; } = SegmentSchema.Create("buyers", s => s.Subject("buyer", "buyers", b => b.Integer("points")));

    private async Task<IHost> StartAsync(Action<SegmentationHostingOptions>? hosting = null, Action<SegmentationBuilder>? with = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Logging.AddProvider(new Recorder(_log));
        builder.Services.AddSegmentation(s =>
        {
            s.UseSchema(Schema).MapSubject<Buyer, BuyerMap>().UseObjects(_buyers).AddEventHandler(_ => _mailbox).AddHosting(hosting);
            with?.Invoke(s);
        });
        builder.Services.AddHealthChecks().AddCheck<SegmentationHealthCheck>("segmentation");
        IHost host = builder.Build();
        await host.StartAsync(Ct);
        return host;
    }

    private static async Task RefreshAsync(IHost host)
    {
        await host.Services.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("vip").Where(c => c.Attribute("points").AtLeast(100)), Ct);
        await host.Services.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct);
    }

    private static Task<HealthReport> HealthAsync(IHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Ct);

    public sealed record Buyer(long Id, long Points);

    public sealed class BuyerMap : SubjectMap<Buyer>
    {
        public override void Configure(EntityMap<Buyer> map) => map.Key(b => b.Id).Attribute("points", b => b.Points);
    }

    [ConditionType("test.loyal")]
    public sealed record Loyal : ExternalCondition;

    public sealed class NobodyLoyal : IExternalAnswers<Loyal>
    {
        public ValueTask<IReadOnlyCollection<SubjectKey>> FindAsync(ExternalQuestion<Loyal> question, CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyCollection<SubjectKey>>([]);
    }

    private sealed class Mailbox : ISegmentEventHandler
    {
        private readonly ConcurrentQueue<SegmentEvent> _received = new();

        public int Failures { get; set; }

        public ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct)
        {
            if (Failures-- > 0)
                throw new IOException("The mailbox is full.");
            _received.Enqueue(@event);
            return ValueTask.CompletedTask;
        }

        /// <summary>Lets time pass until something has come.</summary>
        public async Task<SegmentEvent> NextAsync(TestClock clock)
        {
            SegmentEvent? next;
            while (!_received.TryDequeue(out next))
            {
                clock.Advance(TimeSpan.FromMilliseconds(500));
                await Task.Delay(5, Ct);
            }

            return next;
        }
    }

    private sealed class Recorder(ConcurrentBag<(LogLevel Level, int Id, string Text)> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add((logLevel, eventId.Id, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
