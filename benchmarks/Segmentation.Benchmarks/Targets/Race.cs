using System.Globalization;

namespace Segmentation.Benchmarks.Targets;

/// <summary>
/// Contenders that take turns, so that the machine's moods hit all alike. A contender's time is the median of its turns; a
/// turn repeats the call until it takes long enough to be told from nothing.
/// </summary>
internal sealed class Race(string title, Func<TimeSpan> clock)
{
    private static readonly TimeSpan LeastTurn = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan TimeForTheCompiler = TimeSpan.FromMilliseconds(600);

    private readonly List<Runner> _runners = [];

    /// <param name="name">What it is called in the results.</param>
    /// <param name="run">What is measured.</param>
    /// <param name="prepare">What is done before each call and not measured; such a call is not repeated in a turn.</param>
    public void Add(string name, Action run, Action? prepare = null) => _runners.Add(new Runner(name, run, prepare, clock));

    public TimeSpan this[string name] => _runners.Single(r => r.Name == name).Median;

    public void Run(int warmups, int rounds)
    {
        foreach (Runner runner in _runners)
            runner.Warm(warmups);
        for (int round = 0; round < rounds; round++)
        {
            foreach (Runner runner in _runners)
                runner.Turn();
        }
    }

    /// <summary>How many times faster a contender is than another.</summary>
    public double Speedup(string name, string over) => this[over] / this[name];

    public IEnumerable<string> Rows(string baseline)
    {
        yield return $"### {title}";
        yield return "";
        yield return "| contender | median | fastest | baseline / contender |";
        yield return "|---|---|---|---|";
        foreach (Runner runner in _runners)
            yield return string.Create(CultureInfo.InvariantCulture, $"| {runner.Name} | {Text(runner.Median)} | {Text(runner.Fastest)} | {this[baseline] / runner.Median:N2} |");
        yield return "";
    }

    private static string Text(TimeSpan time) => time.TotalMilliseconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N2} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:N1} µs");

    private sealed class Runner(string name, Action run, Action? prepare, Func<TimeSpan> clock)
    {
        private readonly List<TimeSpan> _times = [];
        private int _calls = 1;

        public string Name => name;

        public TimeSpan Median => _times.Order().ElementAt(_times.Count / 2);

        public TimeSpan Fastest => _times.Min();

        public void Warm(int times)
        {
            TimeSpan took = TimeSpan.Zero;
            for (int i = 0; i < times; i++)
            {
                took = Measure(1);
                // Code is compiled again, and better, when it has been called often and the compiler is left some time: twice over.
                if (took < LeastTurn && (i == times / 3 || i == 2 * times / 3))
                    Thread.Sleep(TimeForTheCompiler);
            }

            _calls = prepare is null && took < LeastTurn ? (int)Math.Ceiling(LeastTurn / (took + TimeSpan.FromMicroseconds(1))) : 1;
        }

        public void Turn() => _times.Add(Measure(_calls) / _calls);

        private TimeSpan Measure(int calls)
        {
            prepare?.Invoke();
            TimeSpan began = clock();
            for (int i = 0; i < calls; i++)
                run();
            return clock() - began;
        }
    }
}
