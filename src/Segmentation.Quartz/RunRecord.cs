using System.Globalization;
using Quartz;

namespace Segmentation.Quartz;

/// <summary>The last run in the data of a job, all as texts: Quartz keeps them with the job, in memory or in its own store, where other nodes see them.</summary>
internal static class RunRecord
{
    private const string StartedAt = "startedAt";
    private const string FinishedAt = "finishedAt";
    private const string Outcome = "outcome";
    private const string Message = "message";
    private const string IsManual = "isManual";

    public static void Write(JobDataMap data, ScheduleRun run)
    {
        data[StartedAt] = run.StartedAt.ToString("O", CultureInfo.InvariantCulture);
        data[FinishedAt] = run.FinishedAt.ToString("O", CultureInfo.InvariantCulture);
        data[Outcome] = run.Outcome.ToString();
        data[Message] = run.Message;
        data[IsManual] = run.IsManual ? "true" : "false";
    }

    public static ScheduleRun? Read(JobDataMap data) => data.ContainsKey(Outcome)
        ? new ScheduleRun(
            Instant(data, StartedAt),
            Instant(data, FinishedAt),
            Enum.Parse<ScheduleOutcome>(data.GetString(Outcome)!),
            data.GetString(Message)!,
            data.GetString(IsManual) == "true")
        : null;

    private static DateTimeOffset Instant(JobDataMap data, string key) => DateTimeOffset.Parse(data.GetString(key)!, CultureInfo.InvariantCulture);
}
