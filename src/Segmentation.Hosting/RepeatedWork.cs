using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Segmentation.Hosting;

/// <summary>Something that a host does again and again, with a pause in between. What fails is tried again, after ever longer pauses.</summary>
/// <param name="name">What it is, for people.</param>
/// <param name="work">Does it once.</param>
/// <param name="interval">The pause, asked for at start; null for not doing it at all.</param>
/// <param name="time">Measures the pause.</param>
/// <param name="log">Told of failures.</param>
internal sealed class RepeatedWork(string name, Func<CancellationToken, Task> work, Func<TimeSpan?> interval, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever else starts does not wait for the first round.
        await Task.Yield();
        if (interval() is not { } usual)
            return;
        TimeSpan pause = usual;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken).ConfigureAwait(false);
                pause = usual;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                HostingLog.BrokeOff(log, exception, name, pause);
                await WaitAsync(pause, stoppingToken).ConfigureAwait(false);
                pause = Longer(pause, usual);
                continue;
            }

            await WaitAsync(pause, stoppingToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Longer(TimeSpan pause, TimeSpan usual) => usual > LongestPause ? usual : pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private async Task WaitAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
