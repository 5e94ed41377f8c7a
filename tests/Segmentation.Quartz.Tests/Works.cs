using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Segmentation.Quartz.Tests;

/// <summary>A host of schedules whose work is what a test says. Runs in memory until it is disposed.</summary>
internal sealed class Works : IAsyncDisposable
{
    private readonly ScheduleHost _host;

    private Works(SegmentScheduleOptions options, Func<string, WorkRequest, CancellationToken, Task<WorkResult>> run)
    {
        _host = new ScheduleHost(
            new ScheduleSettings(options),
            [.. SegmentSchedules.Names.Select(name => new ScheduledWork(name, (request, ct) => RunAsync(name, request, run, ct)))],
            Time,
            NullLogger<SegmentSchedules>.Instance);
        Schedules = new SegmentSchedules(_host);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));

    public SegmentSchedules Schedules { get; }

    /// <summary>What was done, in the order it began.</summary>
    public ConcurrentQueue<(string Name, WorkRequest Request)> Done { get; } = [];

    public static async Task<Works> StartAsync(
        Func<string, WorkRequest, CancellationToken, Task<WorkResult>>? run = null, Action<SegmentScheduleOptions>? configure = null)
    {
        var options = new SegmentScheduleOptions();
        configure?.Invoke(options);
        var works = new Works(options, run ?? ((name, _, _) => Task.FromResult(new WorkResult(true, $"did {name}"))));
        await works._host.StartAsync(Ct);
        return works;
    }

    public Task StopAsync() => _host.StopAsync(Ct);

    /// <summary>The state once a run has ended, which Quartz notes a moment after it.</summary>
    public async Task<ScheduleState> AfterRunAsync(string name, Func<ScheduleState, bool>? until = null)
    {
        while (true)
        {
            ScheduleState state = await Schedules.GetAsync(name, Ct);
            if (state.LastRun is not null && !state.IsRunning && (until is null || until(state)))
                return state;
            await Task.Delay(5, Ct);
        }
    }

    public async ValueTask DisposeAsync() => await _host.StopAsync(CancellationToken.None);

    private Task<WorkResult> RunAsync(
        string name, WorkRequest request, Func<string, WorkRequest, CancellationToken, Task<WorkResult>> run, CancellationToken ct)
    {
        Done.Enqueue((name, request));
        return run(name, request, ct);
    }
}
