using Segmentation.Refresh;

namespace Segmentation.Tests.Refresh;

public sealed class DeliverySettingsTests
{
    [Fact]
    public void DelayAfter_EachFailure_DoublesUpToTheLongest()
    {
        var settings = new DeliverySettings(new DeliveryOptions { FirstDelay = TimeSpan.FromSeconds(5), MaxDelay = TimeSpan.FromSeconds(60) });
        Assert.Equal([5, 10, 20, 40, 60, 60], Enumerable.Range(1, 6).Select(n => settings.DelayAfter(n).TotalSeconds));
        Assert.Equal(60, settings.DelayAfter(1000).TotalSeconds);
    }
}
