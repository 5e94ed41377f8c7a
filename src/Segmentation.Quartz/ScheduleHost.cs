using System.Globalization;
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

    public ScheduledWork Work(string name) => works.First(w => w.Name == name);

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
            if (settings is { MissedRuns: MissedRuns.RunOnce, HasOwnStore: false })
                await CatchUpAsync(scheduler, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Makes up for runs that were missed while no host ran. Where none was ever made, none was missed.</summary>
    private async Task CatchUpAsync(IScheduler scheduler, CancellationToken ct)
    {
        foreach (ScheduledWork work in works)
        {
            if (work.LastRunAsync is null || settings.Expression(work.Name) is not { } expression)
                continue;
            ScheduleRun? last = await work.LastRunAsync(ct).ConfigureAwait(false);
            if (last is null || expression.GetTimeAfter(last.StartedAt) is not { } missed || missed > time.GetUtcNow())
                continue;
            ScheduleLog.CatchingUp(log, work.Name, missed);
            string cause = string.Create(CultureInfo.InvariantCulture, $"made up for the run of {missed:yyyy-MM-dd HH:mm} UTC, which was missed");
            await scheduler.TriggerJob(ScheduleKeys.Job(work.Name), new JobDataMap { [SegmentationJob.Cause] = cause }, ct).ConfigureAwait(false);
        }
    }
}
