namespace Segmentation.Sql.Store;

/// <summary>
/// Rows that a statement works on, sent as parameters: in the statement they are the table <c>r</c> with these columns, and
/// <c>n</c>, the place of each row from 1.
/// </summary>
internal sealed class RowSet(params (string Name, StoreColumnType Type)[] columns)
{
    private readonly List<object?>[] _values = Array.ConvertAll(columns, _ => new List<object?>());

    /// <summary>The columns' names and what they hold.</summary>
    public IReadOnlyList<(string Name, StoreColumnType Type)> Columns { get; } = columns;

    /// <summary>How many rows there are.</summary>
    public int Count => _values[0].Count;

    /// <summary>Keys alone, in the column <c>customer</c>.</summary>
    public static RowSet Of(IEnumerable<SubjectKey> keys)
    {
        var rows = new RowSet(("customer", StoreColumnType.Key));
        foreach (SubjectKey key in keys)
            rows.Add(key);
        return rows;
    }

    /// <summary>Texts alone, in the column <c>id</c>.</summary>
    public static RowSet Of(IEnumerable<string> texts)
    {
        var rows = new RowSet(("id", StoreColumnType.Text));
        foreach (string text in texts)
            rows.Add(text);
        return rows;
    }

    /// <summary>Numbers alone, in the column <c>number</c>.</summary>
    public static RowSet Of(IEnumerable<long> numbers)
    {
        var rows = new RowSet(("number", StoreColumnType.Integer));
        foreach (long number in numbers)
            rows.Add(number);
        return rows;
    }

    /// <summary>Adds a row: long, string or <see cref="SubjectKey"/>, or null, by the columns' types.</summary>
    public void Add(params ReadOnlySpan<object?> row)
    {
        for (int column = 0; column < row.Length; column++)
            _values[column].Add(row[column] is string text ? StoredText.Exact(text) : row[column]);
    }

    /// <summary>Removes all rows.</summary>
    public void Clear()
    {
        foreach (List<object?> column in _values)
            column.Clear();
    }

    /// <summary>The values of a column, of all rows.</summary>
    public IReadOnlyList<object?> ValuesOf(int column) => _values[column];
}
