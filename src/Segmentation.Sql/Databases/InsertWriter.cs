using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Segmentation.Sql;

/// <summary>
/// Writes rows by one prepared INSERT, with what every database takes: whole numbers, texts, and for the rest the texts
/// that reading by default understands.
/// </summary>
internal sealed class InsertWriter : SqlRowWriter
{
    private readonly DbCommand _command;
    private int _next;

    public InsertWriter(SqlDialect dialect, DbConnection connection, SqlName table, IReadOnlyList<SqlColumnType> columns)
    {
        _command = connection.CreateCommand();
        string names = string.Join(", ", columns.Select(c => dialect.Quote(c.Name)));
        string values = string.Join(", ", columns.Select((_, i) => dialect.Parameter(i)));
        _command.CommandText = $"INSERT INTO {dialect.Quote(table)} ({names}) VALUES ({values})";
        for (int i = 0; i < columns.Count; i++)
        {
            DbParameter parameter = _command.CreateParameter();
            parameter.ParameterName = dialect.Parameter(i);
            _command.Parameters.Add(parameter);
        }
    }

    public override void Write(string value) => Set(value);

    public override void Write(long value) => Set(value);

    public override void Write(decimal value) => Set(value.ToString(CultureInfo.InvariantCulture));

    public override void Write(bool value) => Set(value ? 1L : 0L);

    public override void Write(DateOnly value) => Set(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override void Write(DateTimeOffset value) => Set(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    public override void Write(IReadOnlyList<string> values) => Set(JsonSerializer.Serialize(values));

    public override void WriteMissing() => Set(DBNull.Value);

    public override async ValueTask EndRowAsync(CancellationToken ct)
    {
        _next = 0;
        await _command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    public override ValueTask CompleteAsync(CancellationToken ct) => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Set(object value) => _command.Parameters[_next++].Value = value;
}
