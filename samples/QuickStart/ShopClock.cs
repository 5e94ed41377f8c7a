namespace QuickStart;

/// <summary>A clock that stands until it is moved on: the shop's week passes in a moment.</summary>
internal sealed class ShopClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(TimeSpan time) => _now += time;
}
