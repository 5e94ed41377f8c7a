using Npgsql;

namespace Segmentation.Tests.Shared;

/// <summary>A database of a test's own, which goes with it.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly Func<Task> _drop;

    internal PostgresDatabase(string name, string connectionString, Func<Task> drop)
    {
        Name = name;
        ConnectionString = connectionString;
        DataSource = NpgsqlDataSource.Create(connectionString);
        _drop = drop;
    }

    public string Name { get; }

    /// <summary>Connects as the superuser.</summary>
    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using NpgsqlCommand command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<T> ScalarAsync<T>(string sql, CancellationToken ct)
    {
        await using NpgsqlCommand command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _drop();
    }
}
