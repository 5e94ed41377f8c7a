namespace Segmentation.Testing.Stores;

/// <summary>
/// Where a process dies: before or after its n-th step outside of itself. From then on nothing it does has any effect, as
/// if it had been killed. Counts the steps of one that is let live.
/// </summary>
internal sealed class Crash
{
    private readonly Lock _gate = new();
    private readonly int _step;
    private readonly bool _isAfter;

    /// <summary>A process that lives.</summary>
    public Crash()
        : this(int.MaxValue, isAfter: false)
    {
    }

    /// <summary>A process that dies.</summary>
    /// <param name="step">At which step, from 1.</param>
    /// <param name="isAfter">Whether the step is still done.</param>
    public Crash(int step, bool isAfter)
    {
        _step = step;
        _isAfter = isAfter;
    }

    /// <summary>How many steps were taken.</summary>
    public int Steps { get; private set; }

    public bool IsDead { get; private set; }

    /// <summary>Whether the process gives no sign of life, although it lives.</summary>
    public bool IsPaused { get; set; }

    /// <summary>The name of the step at which it died.</summary>
    public string? Place { get; private set; }

    /// <summary>Takes a step outside of the process.</summary>
    public async ValueTask<T> StepAsync<T>(string name, Func<ValueTask<T>> step)
    {
        bool dies;
        lock (_gate)
        {
            if (IsDead)
                throw new CrashException(Place!);
            dies = ++Steps == _step;
            if (dies)
                (IsDead, Place) = (true, $"{(_isAfter ? "after" : "before")} step {Steps}, {name}");
        }

        if (dies && !_isAfter)
            throw new CrashException(Place!);
        T answer = await step().ConfigureAwait(false);
        return dies ? throw new CrashException(Place!) : answer;
    }
}

/// <summary>The process is dead.</summary>
internal sealed class CrashException(string place) : Exception($"The process died {place}.");
