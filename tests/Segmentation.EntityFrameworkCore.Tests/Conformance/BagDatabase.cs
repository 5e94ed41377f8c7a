using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.Conventions;
using Segmentation.Testing;

namespace Segmentation.EntityFrameworkCore.Tests.Conformance;

/// <summary>A dataset in a database of its own, behind contexts whose model is made of its schema.</summary>
internal sealed class BagDatabase : IDbContextFactory<BagContext>, IAsyncDisposable
{
    private static readonly Lock Preparing = new();

    private readonly DbContextOptions<BagContext> _options;
    private readonly Func<ValueTask> _drop;

    private BagDatabase(Dataset data, DbContextOptionsBuilder<BagContext> options, Func<ValueTask> drop)
    {
        Maps = new EntityMaps(data.Schema);
        _options = options.Options;
        _drop = drop;
    }

    /// <summary>Where a dataset's attributes are, by name.</summary>
    public EntityMaps Maps { get; }

    public BagContext CreateDbContext() => new(_options);

    public ValueTask DisposeAsync() => _drop();

    /// <summary>In a SQLite database in memory that goes with its last connection.</summary>
    public static Task<BagDatabase> OnSqliteAsync(Dataset data, CancellationToken ct) => OnSqliteAsync(data, instantsAreDateTimes: false, ct);

    /// <summary>The same, with instants as date-times, which SQLite can compare.</summary>
    public static Task<BagDatabase> OnSqliteWithDateTimesAsync(Dataset data, CancellationToken ct) => OnSqliteAsync(data, instantsAreDateTimes: true, ct);

    private static async Task<BagDatabase> OnSqliteAsync(Dataset data, bool instantsAreDateTimes, CancellationToken ct)
    {
        IModel model = BagContext.ModelOf(data, "SQLite", SqliteConventionSetBuilder.CreateModelBuilder, instantsAreDateTimes);
        string connectionString = $"Data Source=bag-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        var keeper = new SqliteConnection(connectionString);
        await keeper.OpenAsync(ct);
        DbContextOptionsBuilder<BagContext> options = new DbContextOptionsBuilder<BagContext>().IgnoringMany().UseSqlite(connectionString).UseModel(model);
        var database = new BagDatabase(data, options, keeper.DisposeAsync);
        await database.CreateAsync(data, ct);
        return database;
    }

    /// <summary>In a schema of its own in a PostgreSQL database.</summary>
    public static async Task<BagDatabase> OnPostgresAsync(string connectionString, Dataset data, CancellationToken ct)
    {
        string schema = $"bag_{Guid.NewGuid():N}";
        IModel model = BagContext.ModelOf(data, "PostgreSQL", NpgsqlConventionSetBuilder.CreateModelBuilder, instantsAreDateTimes: false);
        string inSchema = $"{connectionString};Search Path={schema};Maximum Pool Size=20";
        await using var administration = NpgsqlDataSource.Create(connectionString);
        await using (NpgsqlCommand create = administration.CreateCommand($"CREATE SCHEMA \"{schema}\""))
            await create.ExecuteNonQueryAsync(ct);
        DbContextOptionsBuilder<BagContext> options = new DbContextOptionsBuilder<BagContext>().IgnoringMany().UseNpgsql(inSchema).UseModel(model);
        var database = new BagDatabase(data, options, async () =>
        {
            await using NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);
            await using NpgsqlCommand drop = source.CreateCommand($"DROP SCHEMA \"{schema}\" CASCADE");
            await drop.ExecuteNonQueryAsync(CancellationToken.None);
            await using var pooled = new NpgsqlConnection(inSchema);
            NpgsqlConnection.ClearPool(pooled);
        });
        await database.CreateAsync(data, ct);
        return database;
    }

    private async Task CreateAsync(Dataset data, CancellationToken ct)
    {
        await using BagContext context = CreateDbContext();
        // A model is prepared when a context first asks for it; of two that share one, the other would take it half prepared.
        lock (Preparing)
        {
            _ = context.Model;
            _ = context.GetService<IDesignTimeModel>().Model;
        }

        await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(ct);
        await context.FillAsync(data, ct);
    }
}
