using Microsoft.Extensions.Logging;
using Quartz;
using Quartz.Spi;

namespace Segmentation.Quartz;

/// <summary>Creates the job of the work that a schedule is for.</summary>
internal sealed class WorkJobFactory(IReadOnlyList<ScheduledWork> works, TimeProvider time, ILogger log) : IJobFactory
{
    public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler)
    {
        string name = bundle.JobDetail.Key.Name;
        ScheduledWork work = works.FirstOrDefault(w => w.Name == name)
            ?? throw new SchedulerException($"The scheduler '{scheduler.SchedulerName}' has a job '{bundle.JobDetail.Key}' that is none of this host's; give this host a scheduler of its own by SchedulerName.");
        return new SegmentationJob(work, time, log);
    }

    public void ReturnJob(IJob job)
    {
    }
}
