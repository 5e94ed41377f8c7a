using Microsoft.Extensions.Logging;
using Quartz;

namespace Segmentation.Quartz;

/// <summary>Puts a schedule into a scheduler whose store may have it already, from another node or from before a restart.</summary>
internal sealed class ScheduleEntry(IScheduler scheduler, ScheduleSettings settings, string name, ILogger log)
{
    public async Task PutAsync(CancellationToken ct)
    {
        // The job stays without a trigger: it can be asked for at any time, and keeps what its last run did.
        if (!await scheduler.CheckExists(ScheduleKeys.Job(name), ct).ConfigureAwait(false))
            await scheduler.AddJob(JobBuilder.Create<SegmentationJob>().WithIdentity(ScheduleKeys.Job(name)).StoreDurably().Build(), replace: true, ct).ConfigureAwait(false);

        ITrigger? known = await scheduler.GetTrigger(ScheduleKeys.Trigger(name), ct).ConfigureAwait(false);
        ITrigger? wanted = Trigger();
        if (wanted is null)
            await RemoveAsync(known, ct).ConfigureAwait(false);
        else if (known is null)
            await scheduler.ScheduleJob(wanted, ct).ConfigureAwait(false);
        else if (!IsSame(known, wanted))
            await ReplaceAsync(known, wanted, ct).ConfigureAwait(false);

        ITrigger? put = wanted is null ? null : await scheduler.GetTrigger(ScheduleKeys.Trigger(name), ct).ConfigureAwait(false);
        if (put is null)
            ScheduleLog.Unscheduled(log, name);
        else
            ScheduleLog.Scheduled(log, name, settings.Cron(name)!, settings.TimeZone, put.GetNextFireTimeUtc());
    }

    private ITrigger? Trigger()
    {
        if (settings.Expression(name) is not { } expression)
            return null;
        CronScheduleBuilder schedule = CronScheduleBuilder.CronSchedule(expression).InTimeZone(expression.TimeZone);
        schedule = settings.MissedRuns == MissedRuns.RunOnce
            ? schedule.WithMisfireHandlingInstructionFireAndProceed()
            : schedule.WithMisfireHandlingInstructionDoNothing();
        return TriggerBuilder.Create().WithIdentity(ScheduleKeys.Trigger(name)).ForJob(ScheduleKeys.Job(name)).WithSchedule(schedule).Build();
    }

    private static bool IsSame(ITrigger known, ITrigger wanted) =>
        known is ICronTrigger a && wanted is ICronTrigger b
        && a.CronExpressionString == b.CronExpressionString && a.TimeZone.Id == b.TimeZone.Id && a.MisfireInstruction == b.MisfireInstruction;

    private async Task RemoveAsync(ITrigger? known, CancellationToken ct)
    {
        if (known is not null)
            await scheduler.UnscheduleJob(known.Key, ct).ConfigureAwait(false);
    }

    // One that was paused stays so, whatever its new times are.
    private async Task ReplaceAsync(ITrigger known, ITrigger wanted, CancellationToken ct)
    {
        bool isPaused = await scheduler.GetTriggerState(known.Key, ct).ConfigureAwait(false) == TriggerState.Paused;
        await scheduler.RescheduleJob(known.Key, wanted, ct).ConfigureAwait(false);
        if (isPaused)
            await scheduler.PauseTrigger(wanted.Key, ct).ConfigureAwait(false);
    }
}
