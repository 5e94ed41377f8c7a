using System.Diagnostics;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Store;

/// <summary>Whatever breaks off, a store has all of it or nothing.</summary>
public sealed class StoreCrashTests
{
    private static readonly BrokenOffWork Work = new(() => Task.FromResult<StorePlace>(new SqlitePlace()));

    public static TheoryData<string> Actions => [.. StoreScript.WholeActions];

    [Theory]
    [InlineData("commit")]
    [InlineData("delete")]
    public async Task Process_KilledAtAnyStep_LeavesAllOrNothing(string action)
    {
        IReadOnlyList<string> steps = await Work.KillProcessAsync(action);
        Assert.Equal([StoreStep.Commit, StoreStep.Committed], steps.TakeLast(2));
        Assert.Contains("write events", steps);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Work_ThrowingAtAnyStep_LeavesAllOrNothing(string action) => Assert.Contains(
        StoreStep.Commit, await Work.BreakAsync(action, _ => throw new SegmentStoreException("Broken off by the test.")));

    [Fact]
    public async Task Prepare_BySeveralProcesses_IsDoneOnce()
    {
        await using var place = new SqlitePlace();
        Process[] processes = [.. Enumerable.Range(0, 4).Select(_ => BrokenOffWork.Start(place, "prepare"))];
        foreach (Process process in processes)
        {
            string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal((0, ""), (process.ExitCode, errors));
            process.Dispose();
        }

        Assert.Equal(5, (await place.RowsAsync()).Count);
    }
}
