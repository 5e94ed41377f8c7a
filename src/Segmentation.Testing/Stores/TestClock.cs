namespace Segmentation.Testing;

/// <summary>
/// A clock that a test moves. It stands still by itself; timers fire while it is advanced. It can step back as a computer's
/// clock does: then only the time of day moves, not the timestamps that measure durations. Safe for concurrent use.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TestTimer> _timers = [];
    private DateTimeOffset _now;
    private TimeSpan _elapsed;

    /// <summary>Creates a clock.</summary>
    /// <param name="now">What it shows.</param>
    public TestClock(DateTimeOffset now) => _now = now;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
            return _elapsed.Ticks;
    }

    /// <summary>Lets time pass; timers that become due fire in their order, each at its own time.</summary>
    /// <param name="duration">How long; not negative.</param>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        TimeSpan end;
        lock (_gate)
            end = _elapsed + duration;
        while (true)
        {
            TestTimer? next;
            lock (_gate)
            {
                next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
                TimeSpan step = (next?.Due ?? end) - _elapsed;
                if (step > TimeSpan.Zero)
                    (_elapsed, _now) = (_elapsed + step, _now + step);
                next?.Next(_elapsed);
            }

            if (next is null)
                return;
            next.Fire();
        }
    }

    /// <summary>Sets the time of day, forwards or backwards, as a person or a time server does: no time passes.</summary>
    /// <param name="step">How far; negative for backwards.</param>
    public void Step(TimeSpan step)
    {
        lock (_gate)
            _now += step;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new TestTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class TestTimer(TestClock clock, Action fire) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; }

        public Action Fire { get; } = fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool fires = false;
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime == TimeSpan.Zero)
                    fires = true;
                if (dueTime > TimeSpan.Zero || (fires && period > TimeSpan.Zero))
                {
                    Due = clock._elapsed + (fires ? period : dueTime);
                    clock._timers.Add(this);
                }
            }

            if (fires)
                Fire();
            return true;
        }

        /// <summary>Waits for its next time, or no longer; within the clock's lock.</summary>
        public void Next(TimeSpan now)
        {
            if (_period > TimeSpan.Zero)
                Due = now + _period;
            else
                clock._timers.Remove(this);
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
