using System.Diagnostics;
using Npgsql;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Store;

/// <summary>Whatever breaks off, a store has all of it or nothing.</summary>
public sealed class StoreCrashTests : IClassFixture<StoreDatabase>
{
    private readonly StoreDatabase _database;
    private readonly BrokenOffWork _work;

    public StoreCrashTests(StoreDatabase database)
    {
        _database = database;
        _work = new BrokenOffWork(NewPlaceAsync);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Actions => [.. StoreScript.WholeActions];

    [Theory]
    [InlineData("commit")]
    [InlineData("delete")]
    public async Task Process_KilledAtAnyStep_LeavesAllOrNothing(string action)
    {
        IReadOnlyList<string> steps = await _work.KillProcessAsync(action);
        Assert.Equal([StoreStep.Commit, StoreStep.Committed], steps.TakeLast(2));
        Assert.Contains("write events", steps);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Connection_BrokenAtAnyStep_LeavesAllOrNothing(string action)
    {
        PostgresDatabase database = await _database.GetAsync();
        Assert.Contains(StoreStep.Commit, await _work.BreakAsync(action, async step =>
        {
            int process = ((NpgsqlConnection)step.Connection).ProcessID;
            while (await database.ScalarAsync<long>($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid = {process}", Ct) > 0)
                await Task.Delay(5, Ct);
        }));
    }

    [Fact]
    public async Task Prepare_BySeveralProcesses_IsDoneOnce()
    {
        await using StorePlace place = await NewPlaceAsync();
        Process[] processes = [.. Enumerable.Range(0, 4).Select(_ => BrokenOffWork.Start(place, "prepare"))];
        foreach (Process process in processes)
        {
            string errors = await process.StandardError.ReadToEndAsync(Ct);
            await process.WaitForExitAsync(Ct);
            Assert.Equal((0, ""), (process.ExitCode, errors));
            process.Dispose();
        }

        Assert.Equal(5, (await place.RowsAsync()).Count);
    }

    private async Task<StorePlace> NewPlaceAsync() => new PostgresPlace(await _database.GetAsync(), _database.NewSchema());
}
