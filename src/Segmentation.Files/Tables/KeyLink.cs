namespace Segmentation.Files;

/// <summary>A column of keys that lead to rows of another table.</summary>
/// <param name="column">The header.</param>
/// <param name="number">The column, counted from 1.</param>
/// <param name="target">The entity that the keys are of.</param>
/// <param name="values">The keys as they were read.</param>
internal sealed class KeyLink(string column, int number, SchemaEntity target, KeyValues values)
{
    private readonly Lock _lock = new();
    private KeyValues? _values = values;
    private Chunks<int>? _rows;
    private RowGroups? _groups;

    public string Column { get; } = column;

    public int Number { get; } = number;

    public SchemaEntity Target { get; } = target;

    /// <summary>The keys as they were read; gone once they are resolved.</summary>
    public KeyValues Values => _values ?? throw new InvalidOperationException($"The keys of {Column} are resolved.");

    /// <summary>The rows that the keys lead to, −1 where there is no key.</summary>
    public Chunks<int> Rows => _rows ?? throw new InvalidOperationException($"The keys of {Column} are not resolved yet.");

    /// <summary>Finds the rows that the keys lead to.</summary>
    public void Resolve(TableKeys keys, Action<int> lost)
    {
        _rows = Values.Resolve(keys, lost);
        _values = null;
    }

    /// <summary>The rows by the row that they lead to. Grouped once, when first asked for.</summary>
    /// <param name="targets">The number of rows of the target.</param>
    public RowGroups Groups(int targets)
    {
        lock (_lock)
            return _groups ??= new RowGroups(Rows, targets);
    }
}
