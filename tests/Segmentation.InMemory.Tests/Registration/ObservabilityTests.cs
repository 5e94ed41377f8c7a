using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Segmentation.InMemory.Tests.Registration;

public sealed class ObservabilityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refresh_WhenMetricsAreListenedTo_RecordsItsFigures()
    {
        var recorded = new Dictionary<string, double>(StringComparer.Ordinal);
        await using ServiceProvider provider = new ServiceCollection().AddSingleton<OwnMeters>().AddSingleton<IMeterFactory>(p => p.GetRequiredService<OwnMeters>())
            .AddSegmentation(s => s.UseSchema(Schema).MapSubject<Buyer, BuyerMap>().UseObjects([new Buyer(1, 50), new Buyer(2, 150), new Buyer(3, 250)]))
            .BuildServiceProvider();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Scope is OwnMeters)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => Add(i.Name, value));
        listener.SetMeasurementEventCallback<double>((i, value, _, _) => Add(i.Name, value));
        listener.Start();
        await provider.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("vip").Where(c => c.Attribute("points").AtLeast(100)), Ct);
        await provider.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct);

        Assert.Equal(
            (2, 2, 0, 3), (recorded["segmentation.segment.members"], recorded["segmentation.members.entered"], recorded["segmentation.members.left"], recorded["segmentation.rows.read"]));
        Assert.True(recorded["segmentation.refresh.duration"] >= 0);
        Assert.True(recorded["segmentation.refresh.peak_memory"] > 0);
        Assert.False(recorded.ContainsKey("segmentation.refresh.failures"));

        void Add(string name, double value) => recorded[name] = recorded.GetValueOrDefault(name) + value;
    }

    [Fact]
    public async Task Refresh_WhenTracesAreListenedTo_IsASpanWithTheRunsId()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Segmentation",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using ServiceProvider provider = new ServiceCollection()
            .AddSegmentation(s => s.UseSchema(Schema).MapSubject<Buyer, BuyerMap>().UseObjects(Array.Empty<Buyer>()))
            .BuildServiceProvider();
        RefreshReport report = await provider.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct);
        Activity span = Assert.Single(spans, s => Equals(s.GetTagItem("segmentation.run"), report.RunId));
        Assert.Equal("segmentation.refresh", span.OperationName);
    }

    private static SegmentSchema Schema { get; } = SegmentSchema.Create("buyers", s => s.Subject("buyer", "buyers", b => b.Integer("points")));

    public sealed record Buyer(long Id, long Points);

    public sealed class BuyerMap : SubjectMap<Buyer>
    {
        public override void Configure(EntityMap<Buyer> map) => map.Key(b => b.Id).Attribute("points", b => b.Points);
    }

    private sealed class OwnMeters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options.Name, options.Version, options.Tags, this);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(m => m.Dispose());
    }
}
