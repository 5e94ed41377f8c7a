using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>
/// Schemas of one database, each for a store of its own. Connections are told theirs when they are opened, so that all
/// stores share one pool: connecting costs more than most cases.
/// </summary>
public sealed class PostgresSchemas(PostgresCluster cluster) : IAsyncDisposable
{
    private readonly SemaphoreSlim _creating = new(1, 1);
    private PostgresDatabase? _database;
    private int _last;

    /// <summary>Lets a context find a new schema, and nothing else; it goes with the database.</summary>
    public async Task UseNewAsync(DbContextOptionsBuilder options, CancellationToken ct)
    {
        await _creating.WaitAsync(ct);
        try
        {
            _database ??= await cluster.CreateDatabaseAsync(ct: ct);
            string schema = $"store_{++_last}";
            await _database.ExecuteAsync($"CREATE SCHEMA {schema}", ct);
            // Not a data source, for each of which EF Core would make services anew.
            options.UseNpgsql(_database.ConnectionString).AddInterceptors(new SearchPath(schema));
        }
        finally
        {
            _creating.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _creating.Dispose();
        if (_database is null)
            return;
        using (var pooled = new NpgsqlConnection(_database.ConnectionString))
            NpgsqlConnection.ClearPool(pooled);
        await _database.DisposeAsync();
    }

    private sealed class SearchPath(string schema) : DbConnectionInterceptor
    {
        // The pool resets it when the connection is given back.
        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"SET search_path TO {schema}";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
