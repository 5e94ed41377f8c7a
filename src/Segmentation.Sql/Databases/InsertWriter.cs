using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Segmentation.Sql;

/// <summary>
/// Writes rows by a prepared INSERT, with what every database takes: whole numbers, texts, and for the rest the texts
/// that reading by default understands.
/// </summary>
/// <remarks>
/// Binding a parameter costs as much as storing its value, and tables have many more columns than most data fills: the
/// statement names those columns that have had a value, and is made anew when another one gets its first. Columns that it
/// does not name get their default, which is to be NULL.
/// </remarks>
internal sealed class InsertWriter : SqlRowWriter
{
    private readonly SqlDialect _dialect;
    private readonly DbConnection _connection;
    private readonly SqlName _table;
    private readonly IReadOnlyList<SqlColumnType> _columns;

    // By column: the value of the row that is being written, and the parameter where the statement has one.
    private readonly object?[] _values;
    private readonly DbParameter?[] _parameters;
    private DbCommand? _command;
    private int _next;

    public InsertWriter(SqlDialect dialect, DbConnection connection, SqlName table, IReadOnlyList<SqlColumnType> columns)
    {
        _dialect = dialect;
        _connection = connection;
        _table = table;
        _columns = columns;
        _values = new object?[columns.Count];
        _parameters = new DbParameter?[columns.Count];
    }

    public override void Write(string value) => Set(value);

    public override void Write(long value) => Set(value);

    public override void Write(decimal value) => Set(value.ToString(CultureInfo.InvariantCulture));

    public override void Write(bool value) => Set(value ? 1L : 0L);

    public override void Write(DateOnly value) => Set(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override void Write(DateTimeOffset value) => Set(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    public override void Write(IReadOnlyList<string> values) => Set(JsonSerializer.Serialize(values));

    public override void WriteMissing() => Set(null);

    public override async ValueTask EndRowAsync(CancellationToken ct)
    {
        _next = 0;
        if (_command is null || HasNewColumn())
            await PrepareAsync().ConfigureAwait(false);
        for (int i = 0; i < _values.Length; i++)
        {
            if (_parameters[i] is { } parameter)
                parameter.Value = _values[i] ?? DBNull.Value;
        }

        await _command!.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    public override ValueTask CompleteAsync(CancellationToken ct) => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => _command?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Makes the statement of the columns that have had a value; of the first in any case, as a row needs one.</summary>
    private async ValueTask PrepareAsync()
    {
        await DisposeAsync().ConfigureAwait(false);
        _command = _connection.CreateCommand();
        int[] named = [.. Enumerable.Range(0, _columns.Count).Where(i => i == 0 || _values[i] is not null || _parameters[i] is not null)];
        string names = string.Join(", ", named.Select(i => _dialect.Quote(_columns[i].Name)));
        string values = string.Join(", ", named.Select((_, place) => _dialect.Parameter(place)));
        _command.CommandText = $"INSERT INTO {_dialect.Quote(_table)} ({names}) VALUES ({values})";
        for (int place = 0; place < named.Length; place++)
        {
            DbParameter parameter = _command.CreateParameter();
            parameter.ParameterName = _dialect.Parameter(place);
            _command.Parameters.Add(parameter);
            _parameters[named[place]] = parameter;
        }
    }

    private bool HasNewColumn()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i] is not null && _parameters[i] is null)
                return true;
        }

        return false;
    }

    private void Set(object? value) => _values[_next++] = value;
}
