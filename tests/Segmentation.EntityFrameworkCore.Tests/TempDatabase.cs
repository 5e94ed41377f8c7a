using Microsoft.Data.Sqlite;

namespace Segmentation.EntityFrameworkCore.Tests;

/// <summary>A SQLite file of a test's own, which goes with it.</summary>
internal sealed class TempDatabase : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("segmentation-ef-");

    public string ConnectionString => $"Data Source={Path.Combine(_directory.FullName, "shop.db")};Default Timeout=60";

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        _directory.Delete(recursive: true);
    }
}
