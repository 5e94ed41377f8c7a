using Microsoft.Extensions.Logging;
using Quartz;

namespace Segmentation.Quartz;

/// <summary>Does scheduled work and records what became of it. One run at a time, also over the nodes of a cluster.</summary>
[DisallowConcurrentExecution]
[PersistJobDataAfterExecution]
internal sealed class SegmentationJob(ScheduledWork work, TimeProvider time, ILogger log) : IJob
{
    /// <summary>In the data of a trigger: that someone asked for the run.</summary>
    public const string Manual = "manual";

    /// <summary>In the data of a trigger: why it was asked for.</summary>
    public const string Cause = "cause";

    public async Task Execute(IJobExecutionContext context)
    {
        JobDataMap asked = context.Trigger.JobDataMap;
        var request = new WorkRequest(asked.ContainsKey(Manual), asked.ContainsKey(Cause) ? asked.GetString(Cause) : null);
        DateTimeOffset start = time.GetUtcNow();
        ScheduleLog.Started(log, work.Name, request.IsManual);
        (ScheduleOutcome outcome, string message) = await RunAsync(request, context.CancellationToken).ConfigureAwait(false);
        RunRecord.Write(context.JobDetail.JobDataMap, new ScheduleRun(start, time.GetUtcNow(), outcome, message, request.IsManual));
    }

    // What fails here must not reach Quartz, which would tell of it again and knows no more to do about it.
    private async Task<(ScheduleOutcome Outcome, string Message)> RunAsync(WorkRequest request, CancellationToken ct)
    {
        try
        {
            WorkResult result = await work.RunAsync(request, ct).ConfigureAwait(false);
            ScheduleOutcome outcome = result.IsWhole ? ScheduleOutcome.Succeeded : ScheduleOutcome.Failed;
            ScheduleLog.Ended(log, work.Name, outcome, result.Message);
            return (outcome, result.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            ScheduleLog.Cancelled(log, work.Name);
            return (ScheduleOutcome.Cancelled, "The host stopped before it was done.");
        }
        catch (Exception exception)
        {
            ScheduleLog.Failed(log, exception, work.Name);
            return (ScheduleOutcome.Failed, exception.Message);
        }
    }
}
