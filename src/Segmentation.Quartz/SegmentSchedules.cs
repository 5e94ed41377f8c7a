using Quartz;

namespace Segmentation.Quartz;

/// <summary>The schedules of a host: how they stand, and what one can do with them. Usable while the host runs; safe for concurrent use.</summary>
public sealed class SegmentSchedules
{
    /// <summary>The name of the schedule that refreshes all automatic segments.</summary>
    public const string Refresh = "refresh";

    /// <summary>The name of the schedule that cleans history up.</summary>
    public const string CleanUp = "clean-up";

    private readonly ScheduleHost _host;

    internal SegmentSchedules(ScheduleHost host) => _host = host;

    /// <summary>The names of the schedules.</summary>
    public static IReadOnlyList<string> Names { get; } = [Refresh, CleanUp];

    /// <summary>How all schedules stand.</summary>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="InvalidOperationException">The host does not run.</exception>
    public async Task<IReadOnlyList<ScheduleState>> GetAsync(CancellationToken ct = default)
    {
        var states = new List<ScheduleState>();
        foreach (string name in Names)
            states.Add(await GetAsync(name, ct).ConfigureAwait(false));
        return states.AsReadOnly();
    }

    /// <summary>How a schedule stands.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    /// <exception cref="InvalidOperationException">The host does not run.</exception>
    public async Task<ScheduleState> GetAsync(string name, CancellationToken ct = default)
    {
        Check(name);
        IScheduler scheduler = _host.Scheduler;
        var trigger = (ICronTrigger?)await scheduler.GetTrigger(ScheduleKeys.Trigger(name), ct).ConfigureAwait(false);
        IJobDetail? job = await scheduler.GetJobDetail(ScheduleKeys.Job(name), ct).ConfigureAwait(false);
        bool isPaused = trigger is not null && await scheduler.GetTriggerState(trigger.Key, ct).ConfigureAwait(false) == TriggerState.Paused;
        IReadOnlyCollection<IJobExecutionContext> running = await scheduler.GetCurrentlyExecutingJobs(ct).ConfigureAwait(false);
        return new ScheduleState
        {
            Name = name,
            Cron = trigger?.CronExpressionString,
            TimeZone = _host.Settings.TimeZone,
            NextRun = isPaused ? null : trigger?.GetNextFireTimeUtc(),
            IsPaused = isPaused,
            IsRunning = running.Any(r => r.JobDetail.Key.Equals(ScheduleKeys.Job(name))),
            LastRun = (job is null ? null : RunRecord.Read(job.JobDataMap)) ?? await LastRunAsync(name, ct).ConfigureAwait(false),
        };
    }

    /// <summary>Asks for a run now, also of a schedule that is paused. Returns when it is asked for; it begins when no other run of the schedule is under way.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="cause">Why, for people and for history; null for nothing.</param>
    /// <param name="ct">Cancels the asking.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    /// <exception cref="InvalidOperationException">The host does not run.</exception>
    public Task RunNowAsync(string name, string? cause = null, CancellationToken ct = default)
    {
        Check(name);
        var data = new JobDataMap { [SegmentationJob.Manual] = "true" };
        if (cause is not null)
            data[SegmentationJob.Cause] = cause;
        return _host.Scheduler.TriggerJob(ScheduleKeys.Job(name), data, ct);
    }

    /// <summary>Pauses a schedule: it makes no runs by itself until it is resumed. A run under way goes on.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="ct">Cancels the asking.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    /// <exception cref="InvalidOperationException">The host does not run.</exception>
    public Task PauseAsync(string name, CancellationToken ct = default)
    {
        Check(name);
        return _host.Scheduler.PauseTrigger(ScheduleKeys.Trigger(name), ct);
    }

    /// <summary>Resumes a schedule. Runs that were missed meanwhile are treated as <see cref="SegmentScheduleOptions.MissedRuns"/> says.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="ct">Cancels the asking.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    /// <exception cref="InvalidOperationException">The host does not run.</exception>
    public Task ResumeAsync(string name, CancellationToken ct = default)
    {
        Check(name);
        return _host.Scheduler.ResumeTrigger(ScheduleKeys.Trigger(name), ct);
    }

    // A scheduler in memory knows nothing of before the host started.
    private Task<ScheduleRun?> LastRunAsync(string name, CancellationToken ct) => _host.Work(name).LastRunAsync?.Invoke(ct) ?? Task.FromResult<ScheduleRun?>(null);

    private static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Names.Contains(name))
            throw new ArgumentException($"There is no schedule '{name}'; there are {string.Join(" and ", Names)}.", nameof(name));
    }
}
