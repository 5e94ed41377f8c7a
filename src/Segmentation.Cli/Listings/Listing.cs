namespace Segmentation.Cli.Listings;

/// <summary>
/// What a verb answers: facts, each once, and rows of the same columns; either may be missing. Values are null, texts,
/// numbers, truth values, days, instants or lists of texts. Not safe for concurrent use.
/// </summary>
/// <param name="name">What the rows are.</param>
/// <param name="columns">The names of the columns, different from each other.</param>
internal sealed class Listing(string name, params IReadOnlyList<string> columns)
{
    private readonly List<(string Name, object? Value)> _facts = [];
    private readonly List<IReadOnlyList<object?>> _rows = [];

    public string Name { get; } = name;

    public IReadOnlyList<string> Columns { get; } = columns;

    public IReadOnlyList<(string Name, object? Value)> Facts => _facts;

    public IReadOnlyList<IReadOnlyList<object?>> Rows => _rows;

    /// <summary>Adds something that is said once.</summary>
    public Listing Fact(string fact, object? value)
    {
        _facts.Add((fact, value));
        return this;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="values">A value for each column.</param>
    public Listing Row(params IReadOnlyList<object?> values)
    {
        _rows.Add(values.Count == Columns.Count ? values : throw new ArgumentException($"A row of {Name} has {values.Count} values for {Columns.Count} columns.", nameof(values)));
        return this;
    }
}
