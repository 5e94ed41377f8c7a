namespace Segmentation.Cli.Evaluate;

/// <summary>How long the steps of a run took, one after the other. Not safe for concurrent use.</summary>
internal sealed class Laps(TimeProvider time)
{
    private readonly List<(string Step, TimeSpan Duration)> _steps = [];
    private long _start = time.GetTimestamp();

    /// <summary>The steps in the order they ended.</summary>
    public IReadOnlyList<(string Step, TimeSpan Duration)> Steps => _steps;

    /// <summary>Ends a step that began where the one before it ended.</summary>
    public void End(string step)
    {
        long now = time.GetTimestamp();
        _steps.Add((step, time.GetElapsedTime(_start, now)));
        _start = now;
    }
}
