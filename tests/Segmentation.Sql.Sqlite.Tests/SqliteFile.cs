using Microsoft.Data.Sqlite;

namespace Segmentation.Sql.Sqlite.Tests;

/// <summary>A database in memory, which lives as long as this object.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly SqliteConnection _keeper;

    public SqliteFile()
    {
        ConnectionString = $"Data Source={Guid.NewGuid():N};Mode=Memory;Cache=Shared;Pooling=False";
        _keeper = new SqliteConnection(ConnectionString);
        _keeper.Open();
        Database = new SqliteDatabase(ConnectionString);
    }

    public string ConnectionString { get; }

    public SqliteDatabase Database { get; }

    public void Execute(string sql)
    {
        using SqliteCommand command = _keeper.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Scalar(string sql)
    {
        using SqliteCommand command = _keeper.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _keeper.Dispose();
}
