using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Quartz.Impl;

namespace Segmentation.Quartz;

/// <summary>Runs the scheduler for as long as the host runs.</summary>
internal sealed class ScheduleHost(ScheduleSettings settings, IReadOnlyList<ScheduledWork> works, TimeProvider time, ILogger<SegmentSchedules> log) : IHostedService
{
    private IScheduler? _scheduler;

    public ScheduleSettings Settings => settings;

    /// <exception cref="InvalidOperationException">The host does not run.</exception>
    public IScheduler Scheduler => _scheduler is { IsShutdown: false } scheduler
        ? scheduler
        : throw new InvalidOperationException("The schedules are there while the host runs; it has not started or has stopped.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IScheduler scheduler = await new StdSchedulerFactory(settings.Properties()).GetScheduler(cancellationToken).ConfigureAwait(false);
        // Quartz knows schedulers by name all over the process: two hosts of one name would share one.
        if (scheduler.IsStarted)
            throw new InvalidOperationException($"Another host in this process has a Quartz scheduler of the name '{scheduler.SchedulerName}'; give this one another SegmentScheduleOptions.SchedulerName.");
        try
        {
            scheduler.JobFactory = new WorkJobFactory(works, time, log);
            foreach (ScheduledWork work in works)
                await new ScheduleEntry(scheduler, settings, work.Name, log).PutAsync(cancellationToken).ConfigureAwait(false);
            await scheduler.Start(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await scheduler.Shutdown(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        _scheduler = scheduler;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is { IsShutdown: false } scheduler)
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
