using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Segmentation.StoreProcess.Shops;

/// <summary>What a process of the shop is to do.</summary>
/// <param name="Moment">When something happens to it: see <see cref="ShopWatch"/>.</param>
/// <param name="IsPaused">Whether it then pauses until it is told to go on; else it kills itself.</param>
/// <param name="Run">The run that it does or goes on with.</param>
/// <param name="LeaseWait">How many seconds it waits for another process.</param>
public sealed record ShopOrders(string Moment = "", bool IsPaused = false, string Run = ShopScript.SecondRun, int LeaseWait = 120);

/// <summary>
/// A process of the shop: it refreshes, and then delivers. It tells of each on its output, and between them, and where it
/// pauses, goes on when there is a line on its input, or no more input. SIGTERM cancels what it does.
/// </summary>
public static class ShopProgram
{
    public const string Began = "began";
    public const string Paused = "paused";
    public const string Refreshed = "refreshed";
    public const string Cancelled = "cancelled";
    public const string Delivered = "delivered";

    /// <summary>Runs until the end, or until it is killed.</summary>
    /// <returns>The exit code: 0 also when it was cancelled, 1 when the store failed.</returns>
    public static async Task<int> RunAsync(ShopAddress address, ShopOrders orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        using var cancellation = new CancellationTokenSource();
        using PosixSignalRegistration onSignal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            cancellation.Cancel();
            Say(Cancelled);
        });
        var watch = new ShopWatch(orders.Moment, orders.IsPaused ? PauseAsync : null);
        await using var host = new ShopHost(address, watch, s => s.Services.AddSingleton<ILoggerFactory>(new ShopLog()));
        Say(Began);
        try
        {
            RefreshReport report = await host.RefreshAsync(orders.Run, TimeSpan.FromSeconds(orders.LeaseWait), cancellation.Token);
            await watch.TakeAsync(Refreshed);
            foreach (SegmentRefresh segment in report.Segments)
                Say($"{segment.SegmentId} {segment.Outcome} {segment.Entered} {segment.Left} {segment.Reason}");
            Say(Refreshed);
            await Console.In.ReadLineAsync(cancellation.Token);
            await host.DeliverAsync(cancellation.Token);
            Say(Delivered);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
        catch (SegmentStoreException failure)
        {
            await Console.Error.WriteAsync(failure.Message);
            return 1;
        }
        finally
        {
            await File.WriteAllLinesAsync(address.Steps, watch.Steps, CancellationToken.None);
        }

        return 0;
    }

    private static async ValueTask PauseAsync()
    {
        Say(Paused);
        await Task.Run(Console.In.ReadLine);
    }

    private static void Say(string word)
    {
        Console.Out.WriteLine(word);
        Console.Out.Flush();
    }

    /// <summary>Says which events are logged, by their ids.</summary>
    private sealed class ShopLog : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Information)
                Say($"log {eventId.Id}");
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}
