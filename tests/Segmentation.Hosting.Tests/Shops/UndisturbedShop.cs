using System.Diagnostics;
using Segmentation.StoreProcess.Shops;

namespace Segmentation.Hosting.Tests.Shops;

/// <summary>What a shop is after a process that nothing disturbed, and the comparison of others with it.</summary>
public sealed class UndisturbedShop
{
    private UndisturbedShop(IReadOnlyList<string> steps, TimeSpan duration, IReadOnlyList<string> refreshed, IReadOnlyList<string> delivered, IReadOnlyDictionary<string, string> exports)
    {
        Steps = steps;
        Duration = duration;
        Refreshed = refreshed;
        Delivered = delivered;
        Exports = exports;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The names of the steps that the process took.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>How long it took, without its start.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Every row after the refresh, before the delivery.</summary>
    public IReadOnlyList<string> Refreshed { get; }

    /// <summary>Every row in the end.</summary>
    public IReadOnlyList<string> Delivered { get; }

    /// <summary>The exported files by their names.</summary>
    public IReadOnlyDictionary<string, string> Exports { get; }

    /// <summary>Lets a process do everything.</summary>
    public static async Task<UndisturbedShop> MakeAsync(ShopPlaces places)
    {
        ArgumentNullException.ThrowIfNull(places);
        ShopAddress address = await places.CopyAsync();
        using var process = ShopProcess.Start(address);
        await process.ReachAsync(ShopProgram.Began);
        long began = Stopwatch.GetTimestamp();
        await process.ReachAsync(ShopProgram.Refreshed);
        TimeSpan duration = Stopwatch.GetElapsedTime(began);
        IReadOnlyList<string> refreshed = await RowsAsync(address);
        process.GoOnToTheEnd();
        began = Stopwatch.GetTimestamp();
        await process.ReachAsync(ShopProgram.Delivered);
        duration += Stopwatch.GetElapsedTime(began);
        await process.EndsWellAsync();
        var shop = new UndisturbedShop(await File.ReadAllLinesAsync(address.Steps, Ct), duration, refreshed, await RowsAsync(address), ExportsOf(address));
        IsTrue(address);
        await places.RemoveAsync(address);
        return shop;
    }

    /// <summary>Finishes what a process has left, as another one would, and compares.</summary>
    /// <param name="address">The shop.</param>
    /// <param name="wasRefreshed">Whether the refresh had ended, so that delivery may have begun.</param>
    /// <param name="what">What happened, for the message.</param>
    /// <param name="failure">How history tells of failures that what happened has caused; null for none.</param>
    public async Task IsReachedAsync(ShopAddress address, bool wasRefreshed, string what, string? failure = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        await using (var host = new ShopHost(address, new ShopWatch(), seed: 1))
        {
            await host.RefreshAsync(ShopScript.SecondRun, TimeSpan.FromMinutes(2), Ct);
            if (!wasRefreshed)
                Same(Refreshed, await RowsAsync(), $"the rows after the refresh, {what}");
            await host.DeliverAsync(Ct);
            Same(Delivered, await RowsAsync(), $"the rows in the end, {what}");

            async Task<IEnumerable<string>> RowsAsync() =>
                (await ShopRows.ReadAsync(host, Ct)).Where(r => failure is null || !(r.StartsWith("history", StringComparison.Ordinal) && r.Contains(failure, StringComparison.Ordinal)));
        }

        Same(Exports.Select(e => e.ToString()), ExportsOf(address).Select(e => e.ToString()), $"the exports, {what}");
        IsTrue(address, what);
    }

    public static async Task<IReadOnlyList<string>> RowsAsync(ShopAddress address)
    {
        await using var host = new ShopHost(address, new ShopWatch());
        return await ShopRows.ReadAsync(host, Ct);
    }

    /// <summary>What the handler has received is the truth: nothing is lost, and what came again has the same id.</summary>
    /// <param name="address">The shop.</param>
    /// <param name="what">What happened, for the message.</param>
    /// <param name="following">A run behind the second one; null for none.</param>
    public static void IsTrue(ShopAddress address, string what = "undisturbed", string? following = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        // A line that a kill has cut off was never received.
        string[] lines = File.ReadAllText(address.Mailbox).Split('\n')[..^1];
        ILookup<string, string> received = lines.Distinct(StringComparer.Ordinal).ToLookup(l => l.Split(' ')[0], l => l.Split(' ', 3)[2]);
        foreach (long customer in ShopTruth.Customers)
            Same(ShopTruth.EventsOf(customer, following), received[$"{customer}"], $"the events of customer {customer}, {what}");
        Assert.Equal(lines.Distinct(StringComparer.Ordinal).Count(), lines.Select(l => l.Split(' ')[1]).Distinct(StringComparer.Ordinal).Count());
    }

    private static SortedDictionary<string, string> ExportsOf(ShopAddress address) => new(
        Directory.GetFiles(address.Exports).ToDictionary(f => Path.GetFileName(f), File.ReadAllText), StringComparer.Ordinal);

    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual, string what)
    {
        string[] wanted = [.. expected], found = [.. actual];
        if (!wanted.SequenceEqual(found))
            Assert.Fail($"{what}: expected\n    {Lines(wanted.Except(found))}\nbut found\n    {Lines(found.Except(wanted))}");

        static string Lines(IEnumerable<string> lines) => string.Join("\n    ", lines.Take(20).DefaultIfEmpty("the same in another order or number"));
    }
}
