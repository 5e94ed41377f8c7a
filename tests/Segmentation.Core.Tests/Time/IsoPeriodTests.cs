using System.Xml;
using Segmentation.Time;

namespace Segmentation.Core.Tests.Time;

public sealed class IsoPeriodTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(TimeSpan.TicksPerSecond)]
    [InlineData(TimeSpan.TicksPerSecond + 5_000_000)]
    [InlineData(TimeSpan.TicksPerMinute * 61)]
    [InlineData(TimeSpan.TicksPerHour * 30 + 123_456_7)]
    [InlineData(TimeSpan.TicksPerDay * 30)]
    [InlineData(-TimeSpan.TicksPerDay * 3 - TimeSpan.TicksPerSecond)]
    [InlineData(long.MaxValue)]
    public void Text_OfALength_IsTheDurationOfXml(long ticks) =>
        Assert.Equal(XmlConvert.ToString(new TimeSpan(ticks)), IsoPeriod.Text(new TimeSpan(ticks)));
}
