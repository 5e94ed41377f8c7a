using System.Runtime.CompilerServices;
using System.Text;

namespace Segmentation.Sql.Store;

/// <summary>
/// A statement as it is written in code, <c>$"UPDATE {Segments} SET size = {size}"</c>: a table becomes its quoted name,
/// every value a parameter, so that no value can become text of the statement.
/// </summary>
[InterpolatedStringHandler]
internal sealed class StoreStatement
{
    private readonly StringBuilder _text;
    private readonly StoreDialect _dialect;
    private readonly StoreNames _names;
    private readonly List<object> _values = [];

    public StoreStatement(int literalLength, int formattedCount, StoreWork work)
    {
        _text = new StringBuilder(literalLength + formattedCount * 16);
        _dialect = work.Dialect;
        _names = work.Names;
    }

    /// <summary>The text, in which no value stands.</summary>
    public string Text => _text.ToString();

    /// <summary>The values of the parameters, in order.</summary>
    public IReadOnlyList<object> Values => _values;

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(StoreTable table) => _text.Append(StoreDialect.Quote(_names, _names.Of(table)));

    public void AppendFormatted(StoreFragment fragment) => _text.Append(fragment.Text);

    public void AppendFormatted(long value) => Append(value, StoreColumnType.Integer);

    public void AppendFormatted(long? value) => Append(value, StoreColumnType.Integer);

    public void AppendFormatted(bool value) => AppendFormatted(value ? 1L : 0L);

    public void AppendFormatted<T>(T value)
        where T : struct, Enum => AppendFormatted(Convert.ToInt64(value, null));

    public void AppendFormatted(DateTimeOffset value) => AppendFormatted(value.ToStored());

    public void AppendFormatted(DateTimeOffset? value) => AppendFormatted(value?.ToStored());

    public void AppendFormatted(string? value) => Append(value is null ? null : StoredText.Exact(value), StoreColumnType.Text);

    public void AppendFormatted(SubjectKey value) => Append(_dialect.ToStored(value), StoreColumnType.Key);

    public void AppendFormatted(RowSet rows) => _dialect.AppendRows(_text, _values, rows);

    public void AppendFormatted(StoreFilter filter)
    {
        foreach ((string comparison, object value) in filter.Comparisons)
        {
            _text.Append(" AND ").Append(comparison).Append(' ');
            if (value is SubjectKey key)
                AppendFormatted(key);
            else
                Append(value, value is string ? StoreColumnType.Text : StoreColumnType.Integer);
        }
    }

    /// <summary>A part that is written for the statement, whose values become parameters of it.</summary>
    public void AppendFormatted(Func<StatementParameters, string> write) => _text.Append(write(new StatementParameters(_dialect.Placeholder, _values)));

    private void Append(object? value, StoreColumnType type)
    {
        _text.Append(_dialect.Parameter(_values.Count, type));
        _values.Add(value ?? DBNull.Value);
    }
}
