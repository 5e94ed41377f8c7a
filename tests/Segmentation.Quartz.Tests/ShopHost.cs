using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Segmentation.Quartz.Tests;

/// <summary>A host with schedules over a few customers in memory.</summary>
internal sealed class ShopHost : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _hasStarted;

    public ShopHost(
        Action<SegmentScheduleOptions>? configure = null,
        Action<SegmentationBuilder>? declare = null,
        Func<IEnumerable<Customer>>? customers = null,
        FakeTimeProvider? time = null)
    {
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSegmentation(s =>
        {
            s.UseSchema(Schema).MapSubject(new CustomerMap()).UseObjects(_ => customers?.Invoke() ?? [new(1, 5), new(2, 50)]);
            declare?.Invoke(s);
            s.AddQuartzSchedules(configure);
        });
        _host = builder.Build();
    }

    private static SegmentSchema Schema { get; } = SegmentSchema.Create("shop", s => s.Subject("customer", "customers", c => c.Integer("points")));

    public FakeTimeProvider Time { get; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SegmentSchedules Schedules => Get<SegmentSchedules>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        await _host.StartAsync(Ct);
        _hasStarted = true;
    }

    public Task SaveAsync(Segment segment) => Get<SegmentCatalog>().SaveAsync(segment, Ct);

    public Task<List<long>> MembersAsync(string id) =>
        Get<SegmentMemberships>().GetMembersAsync(id, ct: Ct).Select(m => m.Key.Integer).ToListAsync(Ct).AsTask();

    /// <summary>The last run of a schedule, once it has ended.</summary>
    public async Task<ScheduleRun> RunAsync(string name, string? cause = null)
    {
        await Schedules.RunNowAsync(name, cause, Ct);
        return await LastRunAsync(name, r => r.IsManual);
    }

    public async Task<ScheduleRun> LastRunAsync(string name, Func<ScheduleRun, bool> isIt)
    {
        while (true)
        {
            if ((await Schedules.GetAsync(name, Ct)).LastRun is { } run && isIt(run))
                return run;
            await Task.Delay(5, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_hasStarted)
            await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    public sealed record Customer(long Id, long Points);

    private sealed class CustomerMap : SubjectMap<Customer>
    {
        public override void Configure(EntityMap<Customer> map) => map.Key(c => c.Id).Attribute("points", c => c.Points);
    }
}
