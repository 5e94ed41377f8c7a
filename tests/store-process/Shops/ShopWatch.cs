using System.Diagnostics;
using System.Globalization;

namespace Segmentation.StoreProcess.Shops;

/// <summary>
/// Told of every step that a process takes outside of itself, and kills the process, as a power failure would, at the one
/// that it is told to, or does something else there. Safe for concurrent use.
/// </summary>
public sealed class ShopWatch
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);
    private readonly List<string> _steps = [];
    private readonly string? _name;
    private readonly int _number;
    private readonly Func<ValueTask> _act;
    private string _last = "";

    /// <summary>A process in which nothing happens.</summary>
    public ShopWatch()
        : this("", null)
    {
    }

    /// <summary>A process in which something happens.</summary>
    /// <param name="moment">When: <c>#17</c> for its 17th step, <c>enter members#2</c> for the second of that name; empty for never.</param>
    /// <param name="act">What happens; null to be killed.</param>
    public ShopWatch(string moment, Func<ValueTask>? act)
    {
        ArgumentNullException.ThrowIfNull(moment);
        _act = act ?? Die;
        int hash = moment.LastIndexOf('#');
        if (hash < 0)
            return;
        _name = moment[..hash];
        _number = int.Parse(moment.AsSpan(hash + 1), CultureInfo.InvariantCulture);
    }

    /// <summary>The names of the steps taken so far, in order.</summary>
    public IReadOnlyList<string> Steps
    {
        get
        {
            lock (_gate)
                return [.. _steps];
        }
    }

    /// <summary>Takes a step of a store, whose commits are named by what they make last.</summary>
    public ValueTask TakeInStoreAsync(string name)
    {
        lock (_gate)
        {
            if (name is "commit" or "committed")
                name = $"{name} after {_last}";
            else
                _last = name;
        }

        return TakeAsync(name);
    }

    /// <summary>Takes a step.</summary>
    public ValueTask TakeAsync(string name)
    {
        lock (_gate)
        {
            _steps.Add(name);
            int times = _times[name] = _times.GetValueOrDefault(name) + 1;
            if (_name is null || (_name.Length == 0 ? _steps.Count : _name == name ? times : -1) != _number)
                return ValueTask.CompletedTask;
        }

        return _act();
    }

    private static ValueTask Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
        return ValueTask.CompletedTask;
    }
}
