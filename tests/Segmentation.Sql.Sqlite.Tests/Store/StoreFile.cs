using Microsoft.Data.Sqlite;

namespace Segmentation.Sql.Sqlite.Tests.Store;

/// <summary>A directory of a test's own with a database file, which goes with it.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("segmentation-store-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "segments.db");

    public string ConnectionString => $"Data Source={Path};Default Timeout=60";

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public T Scalar<T>(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        _directory.Delete(recursive: true);
    }
}
