using Quartz;

namespace Segmentation.Quartz.Tests;

public sealed class SegmentScheduleOptionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private static string[] Problems(Action<SegmentScheduleOptions> configure)
    {
        var options = new SegmentScheduleOptions();
        configure(options);
        return [.. options.Problems(Now)];
    }

    [Fact]
    public void Problems_OfTheDefaults_AreNone() => Assert.Empty(Problems(_ => { }));

    [Fact]
    public void Problems_OfSchedulesThatNeverRunByThemselves_AreNone() => Assert.Empty(Problems(o => (o.RefreshCron, o.CleanUpCron) = (null, null)));

    [Theory]
    [InlineData("")]
    [InlineData("0 2 * * *")]
    [InlineData("0 0 25 * * ?")]
    [InlineData("nightly")]
    public void Problems_OfNoCronExpression_NamePropertyRuleAndValue(string cron)
    {
        string problem = Assert.Single(Problems(o => o.RefreshCron = cron));
        Assert.StartsWith("SegmentScheduleOptions.RefreshCron must be a Quartz cron expression such as '0 0 2 * * ?' (", problem, StringComparison.Ordinal);
        Assert.EndsWith($"; it is '{cron}'.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_OfACronExpressionThatIsOver_SaySo() =>
        Assert.Equal(["SegmentScheduleOptions.CleanUpCron must have a time that is still to come; it is '0 0 3 * * ? 2020'."], Problems(o => o.CleanUpCron = "0 0 3 * * ? 2020"));

    [Fact]
    public void Problems_OfSeveralOptions_AreAllNamed()
    {
        string[] problems = Problems(o =>
        {
            o.TimeZone = "Europe/Kiew";
            o.MissedRuns = (MissedRuns)7;
            o.MissedAfter = TimeSpan.Zero;
            o.SchedulerName = " ";
            o.QuartzProperties["jobStore.type"] = "x";
        });
        Assert.Equal(
            [
                "SegmentScheduleOptions.TimeZone must be an IANA time zone such as Europe/Kyiv; it is 'Europe/Kiew'.",
                "SegmentScheduleOptions.MissedRuns must be RunOnce or Skip; it is 7.",
                "SegmentScheduleOptions.MissedAfter must be between a second and a day; it is 00:00:00.",
                "SegmentScheduleOptions.SchedulerName must be a name, or null; it is ' '.",
                "SegmentScheduleOptions.QuartzProperties must have names that begin with 'quartz.'; 'jobStore.type' does not.",
            ],
            problems);
    }

    [Fact]
    public void Settings_AfterAChangeOfTheOptions_AreAsTheyWere()
    {
        var options = new SegmentScheduleOptions();
        var settings = new ScheduleSettings(options);
        options.RefreshCron = null;
        options.QuartzProperties["quartz.x"] = "y";
        Assert.Equal("0 0 2 * * ?", settings.Cron(SegmentSchedules.Refresh));
        Assert.Null(settings.Properties()["quartz.x"]);
    }

    [Fact]
    public void Properties_OfAHost_GoBeforeThoseOfTheOptions()
    {
        var settings = new ScheduleSettings(new SegmentScheduleOptions { SchedulerName = "shop", MissedAfter = TimeSpan.FromSeconds(90), QuartzProperties = { ["quartz.threadPool.maxConcurrency"] = "7" } });
        Assert.Equal(("shop", "90000", "7"), (
            settings.Properties()["quartz.scheduler.instanceName"], settings.Properties()["quartz.jobStore.misfireThreshold"], settings.Properties()["quartz.threadPool.maxConcurrency"]));
    }

    // In Kyiv the clock goes from 03:00 to 04:00 on 29 March 2026, and from 04:00 back to 03:00 on 25 October.
    [Theory]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z")]
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z")]
    public void CleanUp_WhenTheClockIsChanged_RunsOnceThatDay(string after, string first, string second)
    {
        CronExpression cron = new ScheduleSettings(new SegmentScheduleOptions { TimeZone = "Europe/Kyiv" }).Expression(SegmentSchedules.CleanUp)!;
        DateTimeOffset one = cron.GetTimeAfter(Instant(after))!.Value, other = cron.GetTimeAfter(one)!.Value;
        Assert.Equal((Instant(first), Instant(second)), (one, other));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
