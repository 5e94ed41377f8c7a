namespace Segmentation.Files;

/// <summary>What is wrong in one file: the first problems, and the number of all. Not safe for concurrent use.</summary>
internal sealed class ProblemList(string file, int limit)
{
    private const int LongestValue = 60;

    private readonly List<DataProblem> _kept = [];

    public IReadOnlyList<DataProblem> Kept => _kept;

    /// <summary>The number of all problems, those included that were not kept.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a problem of the whole file.</summary>
    public void Add(string message) => Add(new DataProblem(file, null, null, null, null, message));

    /// <summary>Adds a problem of a whole row.</summary>
    public void AddRow(long line, string message) => Add(new DataProblem(file, line, null, null, null, message));

    /// <summary>Adds a problem of a field.</summary>
    /// <param name="line">The line on which the row begins.</param>
    /// <param name="column">The column's header.</param>
    /// <param name="number">The column, counted from 1; null for one that is not there.</param>
    /// <param name="message">What is wrong, as a whole sentence.</param>
    public void AddField(long line, string column, int? number, string message) => Add(new DataProblem(file, line, column, number, null, message));

    /// <summary>Adds a problem of a value.</summary>
    /// <param name="line">The line on which the row begins.</param>
    /// <param name="column">The column's header.</param>
    /// <param name="number">The column, counted from 1.</param>
    /// <param name="value">The value.</param>
    /// <param name="reason">What is wrong, as the end of a sentence that begins with the value.</param>
    public void AddValue(long line, string column, int number, string value, string reason) =>
        Add(new DataProblem(file, line, column, number, value, $"'{Show(value)}' {reason}"));

    private void Add(DataProblem problem)
    {
        Count++;
        if (_kept.Count < limit)
            _kept.Add(problem);
    }

    private static string Show(string value)
    {
        string text = value.Length <= LongestValue ? value : string.Concat(value.AsSpan(0, LongestValue), "…");
        return text.ReplaceLineEndings("⏎").Replace('\0', '␀');
    }
}
