using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Segmentation.Quartz.Tests;

public sealed class QuartzBuilderExtensionsTests
{
    private static readonly Segment Rich = Segment.Define("rich").Where(c => c.Attribute("points").AtLeast(10));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refresh_ByTheSchedule_RefreshesAutomaticSegments()
    {
        await using var host = new ShopHost();
        await host.StartAsync();
        await host.SaveAsync(Rich);
        await host.SaveAsync(Rich with { Id = "by-hand", Name = "by hand", Refresh = RefreshMode.Manual });
        ScheduleRun run = await host.RunAsync(SegmentSchedules.Refresh, "new prices");
        Assert.Equal(ScheduleOutcome.Succeeded, run.Outcome);
        Assert.Matches("^Run .*: 1 of 1 segments refreshed\\.$", run.Message);
        Assert.Equal([2L], await host.MembersAsync("rich"));
        Assert.Empty(await host.MembersAsync("by-hand"));
        RefreshRun stored = Assert.Single(await host.Get<RefreshHistory>().GetRunsAsync(ct: Ct));
        Assert.Equal((RefreshTrigger.Manual, "new prices"), (stored.Trigger, stored.Cause));
    }

    [Fact]
    public async Task Refresh_AtItsTime_IsAutomatic()
    {
        await using var host = new ShopHost(o => o.RefreshCron = "* * * * * ?");
        await host.StartAsync();
        await host.LastRunAsync(SegmentSchedules.Refresh, _ => true);
        RefreshRun stored = (await host.Get<RefreshHistory>().GetRunsAsync(ct: Ct))[^1];
        Assert.Equal((RefreshTrigger.Automatic, "schedule"), (stored.Trigger, stored.Cause));
    }

    [Fact]
    public async Task Refresh_ThatFails_TellsWhichSegmentAndWhy()
    {
        await using var host = new ShopHost(customers: () => throw new InvalidOperationException("the shop is closed"));
        await host.StartAsync();
        await host.SaveAsync(Rich);
        ScheduleRun run = await host.RunAsync(SegmentSchedules.Refresh);
        Assert.Equal(ScheduleOutcome.Failed, run.Outcome);
        Assert.Contains("the shop is closed", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CleanUp_ByTheSchedule_DeletesOldHistory()
    {
        await using var host = new ShopHost();
        await host.StartAsync();
        await host.SaveAsync(Rich);
        await host.RunAsync(SegmentSchedules.Refresh);
        host.Time.Advance(TimeSpan.FromDays(91));
        ScheduleRun run = await host.RunAsync(SegmentSchedules.CleanUp);
        Assert.Matches("^[1-9][0-9]* entries of history and runs deleted\\.$", run.Message);
        Assert.Empty((await host.Get<RefreshHistory>().GetAsync(ct: Ct)).Entries);
    }

    [Fact]
    public async Task TimeZone_WhenNoneIsGiven_IsThatOfSegments()
    {
        await using var host = new ShopHost(declare: s => s.Configure(o => o.TimeZone = "Asia/Tokyo"));
        await host.StartAsync();
        Assert.Equal("Asia/Tokyo", (await host.Schedules.GetAsync(SegmentSchedules.Refresh, Ct)).TimeZone);
    }

    [Fact]
    public async Task Start_WithOptionsThatBreakRules_IsRefusedWithAllOfThem()
    {
        await using var host = new ShopHost(o => (o.RefreshCron, o.TimeZone) = ("at two", "Kyiv"));
        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);
        Assert.Equal(2, refused.Failures.Count());
    }

    [Fact]
    public async Task Add_Twice_IsOneRegistration()
    {
        await using var host = new ShopHost(o => o.RefreshCron = "0 0 4 * * ?", s => s.AddQuartzSchedules().AddQuartzSchedules());
        Assert.Single(host.Get<IEnumerable<IHostedService>>().OfType<ScheduleHost>());
        await host.StartAsync();
        Assert.Equal("0 0 4 * * ?", (await host.Schedules.GetAsync(SegmentSchedules.Refresh, Ct)).Cron);
    }

    [Fact]
    public async Task Start_AfterARunWasMissed_MakesUpForItOnce()
    {
        await using ShopHost host = await RanYesterdayAsync(o => o.TimeZone = "UTC");
        await host.StartAsync();
        ScheduleRun run = await host.LastRunAsync(SegmentSchedules.Refresh, r => r.StartedAt == host.Time.GetUtcNow());
        Assert.False(run.IsManual);
        Assert.Equal("made up for the run of 2026-03-14 02:00 UTC, which was missed", (await host.Get<RefreshHistory>().GetRunsAsync(ct: Ct))[0].Cause);
    }

    [Fact]
    public async Task Start_AfterARunWasMissed_MakesUpForNoneWhenMissedRunsAreSkipped()
    {
        await using ShopHost host = await RanYesterdayAsync(o => o.MissedRuns = MissedRuns.Skip);
        await host.StartAsync();
        // A run by hand goes behind any other; it is the second one.
        await host.RunAsync(SegmentSchedules.Refresh);
        Assert.Equal(2, (await host.Get<RefreshHistory>().GetRunsAsync(ct: Ct)).Count);
    }

    [Fact]
    public async Task LastRun_OfBeforeTheStart_IsThatOfTheStore()
    {
        await using ShopHost host = await RanYesterdayAsync(o => o.MissedRuns = MissedRuns.Skip);
        await host.StartAsync();
        ScheduleRun run = (await host.Schedules.GetAsync(SegmentSchedules.Refresh, Ct)).LastRun!;
        Assert.Equal((new DateTimeOffset(2026, 3, 13, 2, 0, 0, TimeSpan.Zero), ScheduleOutcome.Succeeded, false), (run.StartedAt, run.Outcome, run.IsManual));
    }

    [Fact]
    public async Task Hosts_OverOneStore_ShareTheWorkByLeases()
    {
        using var reading = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        await using var one = new ShopHost(customers: () =>
        {
            reading.Release();
            goOn.Wait(Ct);
            return [new(1, 5), new(2, 50)];
        });
        await using var other = new ShopHost(declare: s => s.UseStore("shared", _ => one.Get<ISegmentStore>()), time: one.Time);
        await one.StartAsync();
        await other.StartAsync();
        await one.SaveAsync(Rich);

        await one.Schedules.RunNowAsync(SegmentSchedules.Refresh, ct: Ct);
        await reading.WaitAsync(Ct);
        ScheduleRun second = await other.RunAsync(SegmentSchedules.Refresh);
        goOn.Release();
        ScheduleRun first = await one.LastRunAsync(SegmentSchedules.Refresh, r => r.IsManual);

        Assert.Equal(ScheduleOutcome.Succeeded, second.Outcome);
        Assert.EndsWith("0 of 1 segments refreshed, 1 left to another process or the next run.", second.Message, StringComparison.Ordinal);
        Assert.EndsWith("1 of 1 segments refreshed.", first.Message, StringComparison.Ordinal);
        Assert.Equal([2L], await other.MembersAsync("rich"));
    }

    /// <summary>A host that has not started yet, whose store has a run of yesterday at two; it is noon.</summary>
    private static async Task<ShopHost> RanYesterdayAsync(Action<SegmentScheduleOptions> configure)
    {
        var host = new ShopHost(configure, time: new FakeTimeProvider(new DateTimeOffset(2026, 3, 13, 2, 0, 0, TimeSpan.Zero)));
        await host.SaveAsync(Rich);
        await host.Get<SegmentRefresher>().RefreshAsync(new RefreshRequest { Trigger = RefreshTrigger.Automatic }, ct: Ct);
        host.Time.SetUtcNow(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));
        return host;
    }
}
