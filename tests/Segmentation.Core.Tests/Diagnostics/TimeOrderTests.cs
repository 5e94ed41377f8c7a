using Segmentation.Diagnostics;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Tests.Diagnostics;

public sealed class TimeOrderTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Kyiv", "America/Santiago", "Pacific/Apia", "Asia/Kolkata", "America/Havana", "Asia/Manila"];

    [Fact]
    public void MostAbove_RandomTermsAndInstants_IsNeverExceeded()
    {
        var random = new Random(20260301);
        int known = 0;
        for (int i = 0; i < 20_000; i++)
        {
            bool days = random.Next(2) == 0;
            string zone = Zones[random.Next(Zones.Length)];
            Bound a = Bound.Of(Term(random, days, zone)), b = Bound.Of(Term(random, days, random.Next(4) == 0 ? Zones[random.Next(Zones.Length)] : zone));
            if (TimeOrder.MostAbove(a, b) is not { } most)
                continue;
            known++;
            for (int j = 0; j < 8; j++)
            {
                var frame = new Frame(AsOf(random));
                Rational above = frame.ValueOf(a).Plus(frame.ValueOf(b).Negated());
                Assert.True(above.CompareTo(most) <= 0, $"{a.Term} is above {b.Term} by {above} as of {frame.AsOf:O}, more than {most}");
            }
        }

        Assert.True(known > 10_000);
    }

    // Around changes of clocks and of months, the skipped day of Apia, and anywhere.
    private static DateTimeOffset AsOf(Random random) => random.Next(4) switch
    {
        0 => new DateTimeOffset(2011, 12, 28, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(6 * 24 * 60)),
        1 => new DateTimeOffset(1900 + random.Next(140), 1 + random.Next(12), 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(-2000, 2000)),
        2 => new DateTimeOffset(1844, 12, 29, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(5 * 24 * 60)),
        _ => new DateTimeOffset(1100, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.NextInt64(600L * 365 * 24 * 60)),
    };

    private static TimeTerm Term(Random random, bool days, string zone)
    {
        int small = random.Next(-3, 4), any = random.Next(-300, 301);
        int offset = random.Next(3) == 0 ? any : small;
        CalendarPeriod period = Enum.GetValues<CalendarPeriod>()[random.Next(5)];
        int years = period == CalendarPeriod.Year ? offset / 3 : offset;
        if (days)
        {
            DateUnit unit = Enum.GetValues<DateUnit>()[random.Next(3)];
            return random.Next(2) == 0 ? new TimeTerm.Today(unit == DateUnit.Years ? offset / 3 : offset, unit, zone) : new TimeTerm.FirstDayOfPeriod(period, years, zone);
        }

        long ticks = random.Next(3) * TimeSpan.TicksPerDay * small;
        return random.Next(4) switch
        {
            0 => new TimeTerm.Before(new Rational(ticks, 10)),
            1 => new TimeTerm.Moved(0, ticks, null),
            2 => new TimeTerm.Moved(offset == 0 ? 1 : offset, ticks, zone),
            _ => new TimeTerm.StartOfPeriod(period, years, zone),
        };
    }
}
