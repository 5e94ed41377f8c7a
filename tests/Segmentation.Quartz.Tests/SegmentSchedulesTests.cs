using Quartz;

namespace Segmentation.Quartz.Tests;

public sealed class SegmentSchedulesTests
{
    private const string EverySecond = "* * * * * ?";

    [Fact]
    public async Task Get_AfterTheStart_HasBothSchedulesWithTheirNextRun()
    {
        await using Works works = await Works.StartAsync(configure: o => o.TimeZone = "Europe/Kyiv");
        IReadOnlyList<ScheduleState> states = await works.Schedules.GetAsync(Works.Ct);
        Assert.Equal([("refresh", "0 0 2 * * ?"), ("clean-up", "0 0 3 * * ?")], states.Select(s => (s.Name, s.Cron!)));
        Assert.All(states, s => Assert.Equal(("Europe/Kyiv", false, false, null), (s.TimeZone, s.IsPaused, s.IsRunning, s.LastRun)));
        TimeZoneInfo kyiv = TimeZoneInfo.FindSystemTimeZoneById("Europe/Kyiv");
        Assert.Equal([new TimeOnly(2, 0), new TimeOnly(3, 0)], states.Select(s => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(s.NextRun!.Value, kyiv).DateTime)));
    }

    [Fact]
    public async Task Runs_AtTheirTime_AreNotManual()
    {
        await using Works works = await Works.StartAsync(configure: o => (o.RefreshCron, o.CleanUpCron) = (EverySecond, null));
        ScheduleState state = await works.AfterRunAsync(SegmentSchedules.Refresh);
        Assert.Equal(new ScheduleRun(works.Time.GetUtcNow(), works.Time.GetUtcNow(), ScheduleOutcome.Succeeded, "did refresh", false), state.LastRun);
        Assert.Equal((SegmentSchedules.Refresh, new WorkRequest(false, null)), works.Done.First());
    }

    [Fact]
    public async Task RunNow_OfASchedule_RunsItOnceWithTheCause()
    {
        await using Works works = await Works.StartAsync();
        await works.Schedules.RunNowAsync(SegmentSchedules.CleanUp, "the disk is full", Works.Ct);
        ScheduleState state = await works.AfterRunAsync(SegmentSchedules.CleanUp);
        Assert.Equal([(SegmentSchedules.CleanUp, new WorkRequest(true, "the disk is full"))], works.Done);
        Assert.True(state.LastRun!.IsManual);
        Assert.Null((await works.Schedules.GetAsync(SegmentSchedules.Refresh, Works.Ct)).LastRun);
    }

    [Fact]
    public async Task RunNow_OfAScheduleWithoutTimes_RunsIt()
    {
        await using Works works = await Works.StartAsync(configure: o => o.CleanUpCron = null);
        ScheduleState before = await works.Schedules.GetAsync(SegmentSchedules.CleanUp, Works.Ct);
        Assert.Equal((null, null), (before.Cron, before.NextRun));
        await works.Schedules.RunNowAsync(SegmentSchedules.CleanUp, ct: Works.Ct);
        Assert.Equal("did clean-up", (await works.AfterRunAsync(SegmentSchedules.CleanUp)).LastRun!.Message);
    }

    [Fact]
    public async Task RunNow_WhileARunIsUnderWay_WaitsForItsEnd()
    {
        var first = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        int running = 0, most = 0, runs = 0;
        await using Works works = await Works.StartAsync(async (_, _, ct) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            begun.TrySetResult();
            await first.Task.WaitAsync(ct);
            Interlocked.Decrement(ref running);
            return new WorkResult(true, $"run {Interlocked.Increment(ref runs)}");
        });
        await works.Schedules.RunNowAsync(SegmentSchedules.Refresh, ct: Works.Ct);
        await begun.Task.WaitAsync(Works.Ct);
        await works.Schedules.RunNowAsync(SegmentSchedules.Refresh, ct: Works.Ct);
        Assert.True((await works.Schedules.GetAsync(SegmentSchedules.Refresh, Works.Ct)).IsRunning);
        first.SetResult();
        await works.AfterRunAsync(SegmentSchedules.Refresh, s => s.LastRun!.Message == "run 2");
        Assert.Equal((1, 2), (most, works.Done.Count));
    }

    [Fact]
    public async Task Pause_OfASchedule_KeepsItFromRunningByItselfUntilItIsResumed()
    {
        await using Works works = await Works.StartAsync();
        await works.Schedules.PauseAsync(SegmentSchedules.Refresh, Works.Ct);
        ScheduleState paused = await works.Schedules.GetAsync(SegmentSchedules.Refresh, Works.Ct);
        Assert.Equal((true, null, "0 0 2 * * ?"), (paused.IsPaused, paused.NextRun, paused.Cron));
        Assert.False((await works.Schedules.GetAsync(SegmentSchedules.CleanUp, Works.Ct)).IsPaused);

        await works.Schedules.RunNowAsync(SegmentSchedules.Refresh, ct: Works.Ct);
        Assert.True((await works.AfterRunAsync(SegmentSchedules.Refresh)).IsPaused);

        await works.Schedules.ResumeAsync(SegmentSchedules.Refresh, Works.Ct);
        ScheduleState resumed = await works.Schedules.GetAsync(SegmentSchedules.Refresh, Works.Ct);
        Assert.False(resumed.IsPaused);
        Assert.NotNull(resumed.NextRun);
    }

    [Fact]
    public async Task Run_ThatThrows_IsAFailureAndTheNextOneIsMade()
    {
        int runs = 0;
        await using Works works = await Works.StartAsync((_, _, _) =>
            ++runs == 1 ? throw new InvalidOperationException("the database is gone") : Task.FromResult(new WorkResult(true, "fine")));
        await works.Schedules.RunNowAsync(SegmentSchedules.Refresh, ct: Works.Ct);
        ScheduleRun failed = (await works.AfterRunAsync(SegmentSchedules.Refresh)).LastRun!;
        Assert.Equal((ScheduleOutcome.Failed, "the database is gone"), (failed.Outcome, failed.Message));
        await works.Schedules.RunNowAsync(SegmentSchedules.Refresh, ct: Works.Ct);
        await works.AfterRunAsync(SegmentSchedules.Refresh, s => s.LastRun!.Outcome == ScheduleOutcome.Succeeded);
    }

    [Fact]
    public async Task Run_ThatDoesNotDoEverything_IsAFailure()
    {
        await using Works works = await Works.StartAsync((_, _, _) => Task.FromResult(new WorkResult(false, "vip failed")));
        await works.Schedules.RunNowAsync(SegmentSchedules.Refresh, ct: Works.Ct);
        Assert.Equal(ScheduleOutcome.Failed, (await works.AfterRunAsync(SegmentSchedules.Refresh)).LastRun!.Outcome);
    }

    [Fact]
    public async Task Stop_WhileARunIsUnderWay_CancelsItAndWaitsForItsEnd()
    {
        var begun = new TaskCompletionSource();
        bool hasEnded = false;
        Works works = await Works.StartAsync(async (_, _, ct) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, ct);
            }
            finally
            {
                hasEnded = true;
            }

            return default;
        });
        await works.Schedules.RunNowAsync(SegmentSchedules.Refresh, ct: Works.Ct);
        await begun.Task.WaitAsync(Works.Ct);
        await works.StopAsync();
        Assert.True(hasEnded);
        await Assert.ThrowsAsync<InvalidOperationException>(() => works.Schedules.GetAsync(Works.Ct));
    }

    [Fact]
    public async Task Hosts_SideBySide_HaveSchedulesOfTheirOwn()
    {
        await using Works one = await Works.StartAsync();
        await using Works other = await Works.StartAsync();
        await one.Schedules.PauseAsync(SegmentSchedules.Refresh, Works.Ct);
        Assert.False((await other.Schedules.GetAsync(SegmentSchedules.Refresh, Works.Ct)).IsPaused);
    }

    [Fact]
    public async Task Hosts_OfOneNameInAProcess_AreRefused()
    {
        string name = $"twice-{Guid.NewGuid():N}";
        await using Works one = await Works.StartAsync(configure: o => o.SchedulerName = name);
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Works.StartAsync(configure: o => o.SchedulerName = name));
        Assert.Contains("SchedulerName", refused.Message, StringComparison.Ordinal);
        Assert.False((await one.Schedules.GetAsync(SegmentSchedules.Refresh, Works.Ct)).IsPaused);
    }

    [Fact]
    public async Task Asking_ForAScheduleThatThereIsNot_IsRefused()
    {
        await using Works works = await Works.StartAsync();
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => works.Schedules.RunNowAsync("refesh", ct: Works.Ct));
        Assert.Contains("there are refresh and clean-up", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => works.Schedules.PauseAsync("x", Works.Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => works.Schedules.ResumeAsync("x", Works.Ct));
    }
}
