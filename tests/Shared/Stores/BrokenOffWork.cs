using System.Diagnostics;
using System.Globalization;
using Segmentation.Sql.Store;

namespace Segmentation.Tests.Shared;

/// <summary>Breaks off what a store does at each of its steps, and looks at every row afterwards.</summary>
internal sealed class BrokenOffWork(Func<Task<StorePlace>> newPlace)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Kills the process that does it, at every step.</summary>
    /// <param name="action">What it does.</param>
    /// <returns>The steps' names.</returns>
    public Task<IReadOnlyList<string>> KillProcessAsync(string action) => EachStepAsync(action, async (place, step) =>
    {
        using Process process = Start(place, action, step);
        await process.WaitForExitAsync(Ct);
        Assert.Equal(128 + 9, process.ExitCode);
        return false;
    });

    /// <summary>Breaks the connection, or the work itself, at every step.</summary>
    /// <param name="action">What is done.</param>
    /// <param name="breakOff">Breaks off; may throw.</param>
    /// <returns>The steps' names.</returns>
    public Task<IReadOnlyList<string>> BreakAsync(string action, Func<StoreStep, Task> breakOff) => EachStepAsync(action, async (place, fatal) =>
    {
        int steps = 0;
        using SqlSegmentStore store = place.Open(async step =>
        {
            if (steps++ == fatal)
                await breakOff(step);
        });
        try
        {
            await StoreScript.RunAsync(action, store, Ct);
            return true;
        }
        catch (SegmentStoreException)
        {
            return false;
        }
    });

    /// <summary>Starts a process that works on a store.</summary>
    public static Process Start(StorePlace place, string action, int fatal = -1)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "StoreProcess.dll"), "store", .. place.Arguments, action, fatal.ToString(CultureInfo.InvariantCulture)];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private async Task<IReadOnlyList<string>> EachStepAsync(string action, Func<StorePlace, int, Task<bool>> breakOff)
    {
        List<string> steps = [];
        IReadOnlyList<string> before, after;
        await using (StorePlace undisturbed = await SetUpAsync())
        {
            before = await undisturbed.RowsAsync();
            using SqlSegmentStore store = undisturbed.Open(step =>
            {
                steps.Add(step.Name);
                return ValueTask.CompletedTask;
            });
            await StoreScript.RunAsync(action, store, Ct);
            after = await undisturbed.RowsAsync();
        }

        Assert.NotEqual(before, after);
        for (int step = 0; step < steps.Count; step++)
        {
            await using StorePlace place = await SetUpAsync();
            bool isDone = await breakOff(place, step) || steps.IndexOf(StoreStep.Committed) is >= 0 and int end && step >= end;
            IReadOnlyList<string> rows = await place.RowsAsync();
            Assert.True((isDone ? after : before).SequenceEqual(rows), $"'{action}' that was broken off at step {step} ({steps[step]}) has left {(isDone ? "less than all" : "traces")}");
        }

        return steps;
    }

    private async Task<StorePlace> SetUpAsync()
    {
        StorePlace place = await newPlace();
        using SqlSegmentStore store = place.Open();
        await StoreScript.SetUpAsync(store, Ct);
        return place;
    }
}
