using Perfolizer.Horology;

namespace Segmentation.Benchmarks.Runs;

/// <summary>
/// The time that this process spent on processors. On a machine that others use as well it says what work costs, where a
/// clock on the wall says how long it stood in the queue. Threads add up.
/// </summary>
internal sealed class ProcessorClock : IClock
{
    public string Title => "processor time";

    public bool IsAvailable => !OperatingSystem.IsBrowser();

    public Frequency Frequency => new(TimeSpan.TicksPerSecond);

    public static TimeSpan Now => Environment.CpuUsage.TotalTime;

    public long GetTimestamp() => Now.Ticks;
}
