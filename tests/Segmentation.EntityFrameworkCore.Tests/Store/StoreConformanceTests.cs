using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.Conventions;
using Segmentation.Testing;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>The whole suite for stores, over a host's context, in tables that EF Core made.</summary>
public sealed class StoreConformanceTests(PostgresSchemas schemas) : IClassFixture<PostgresSchemas>
{
    public static TheoryData<string> Cases => [.. StoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Store_OnSqlite_DoesWhatTheContractSays(string name)
    {
        await using var stores = new ContextStores("EF Core on SQLite", (kind, _) =>
        {
            var file = new TempDatabase();
            var options = new DbContextOptionsBuilder<KeyedContext>().UseSqlite(file.ConnectionString)
                .UseModel(KeyedContext.ModelOf("SQLite", kind, SqliteConventionSetBuilder.CreateModelBuilder));
            return Task.FromResult((options.Options, (Func<ValueTask>)(() =>
            {
                file.Dispose();
                return ValueTask.CompletedTask;
            })));
        });
        await stores.RunAsync(StoreConformance.Cases.Single(c => c.Name == name), TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Store_OnPostgreSql_DoesWhatTheContractSays(string name)
    {
        await using var stores = new ContextStores("EF Core on PostgreSQL", async (kind, ct) =>
        {
            var options = new DbContextOptionsBuilder<KeyedContext>().UseModel(KeyedContext.ModelOf("PostgreSQL", kind, NpgsqlConventionSetBuilder.CreateModelBuilder));
            await schemas.UseNewAsync(options, ct);
            return (options.Options, static () => ValueTask.CompletedTask);
        });
        await stores.RunAsync(StoreConformance.Cases.Single(c => c.Name == name), TestContext.Current.CancellationToken);
    }

    private sealed class ContextStores(string name, Func<KeyKind, CancellationToken, Task<(DbContextOptions<KeyedContext> Options, Func<ValueTask> Drop)>> create)
        : StoreConformance, IAsyncDisposable
    {
        private readonly ConcurrentDictionary<ISegmentStore, DbContextOptions<KeyedContext>> _places = new();
        private readonly ConcurrentDictionary<KeyKind, string> _scripts = new();
        private readonly ConcurrentBag<Func<ValueTask>> _drops = [];

        public override string Name => name;

        public override async ValueTask<ISegmentStore> OpenAsync(KeyKind keyKind, TestClock clock, CancellationToken ct)
        {
            (DbContextOptions<KeyedContext> options, Func<ValueTask> drop) = await create(keyKind, ct);
            _drops.Add(drop);
            await using var context = new KeyedContext(options);
            // In one statement: some cases open a store for each point at which a process may die.
            await context.Database.ExecuteSqlRawAsync(_scripts.GetOrAdd(keyKind, _ => context.Database.GenerateCreateScript().Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)), ct);
            await context.Database.CloseConnectionAsync();
            return Open(options, clock);
        }

        public override ValueTask<ISegmentStore> OpenAgainAsync(ISegmentStore store, TestClock clock, CancellationToken ct) => new(Open(_places[store], clock));

        public async ValueTask DisposeAsync()
        {
            foreach (Func<ValueTask> drop in _drops)
                await drop();
        }

        private ISegmentStore Open(DbContextOptions<KeyedContext> options, TestClock clock)
        {
            ISegmentStore store = EntityStore.Create(new Factory(options), clock, null, settings => settings with { Clock = clock });
            _places[store] = options;
            return store;
        }
    }

    private sealed class Factory(DbContextOptions<KeyedContext> options) : IDbContextFactory<KeyedContext>
    {
        public KeyedContext CreateDbContext() => new(options);
    }
}
