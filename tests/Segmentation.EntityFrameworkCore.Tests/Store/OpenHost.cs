using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Segmentation.Sql.Store;
using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>A host's database, whose tables EF Core has made, and contexts on it that count what they track.</summary>
internal sealed class OpenHost<TCustomer> : IDbContextFactory<HostContext<TCustomer>>, IAsyncDisposable
    where TCustomer : class
{
    private readonly string _provider;
    private readonly Func<ValueTask> _drop;
    private int _tracked;

    private OpenHost(string provider, string connectionString, Func<ValueTask> drop)
    {
        _provider = provider;
        ConnectionString = connectionString;
        _drop = drop;
        Options = Configure();
    }

    public string ConnectionString { get; }

    public DbContextOptions<HostContext<TCustomer>> Options { get; set; }

    /// <summary>How many entities were tracked by contexts of this factory.</summary>
    public int Tracked => _tracked;

    public static async Task<OpenHost<TCustomer>> CreateAsync(string provider, PostgresCluster cluster, CancellationToken ct, bool makesTables = true)
    {
        OpenHost<TCustomer> host;
        if (provider == "SQLite")
        {
            var file = new TempDatabase();
            host = new(provider, file.ConnectionString, () =>
            {
                file.Dispose();
                return ValueTask.CompletedTask;
            });
        }
        else
        {
            PostgresDatabase database = await cluster.CreateDatabaseAsync(ct: ct);
            host = new(provider, database.ConnectionString, database.DisposeAsync);
        }

        if (makesTables)
        {
            await using HostContext<TCustomer> db = host.CreateDbContext();
            await db.GetService<IRelationalDatabaseCreator>().EnsureCreatedAsync(ct);
        }

        return host;
    }

    /// <summary>Options for the database.</summary>
    /// <param name="strategy">What repeats; null for nothing.</param>
    /// <param name="interceptor">What is told of everything; null for nobody.</param>
    public DbContextOptions<HostContext<TCustomer>> Configure(
        Func<ExecutionStrategyDependencies, IExecutionStrategy>? strategy = null, IInterceptor? interceptor = null)
    {
        var options = new DbContextOptionsBuilder<HostContext<TCustomer>>();
        strategy ??= static d => new NonRetryingExecutionStrategy(d);
        _ = _provider == "SQLite"
            ? options.UseSqlite(ConnectionString, o => o.ExecutionStrategy(strategy))
            : options.UseNpgsql(ConnectionString, o => o.ExecutionStrategy(strategy));
        return (interceptor is null ? options : options.AddInterceptors(interceptor)).Options;
    }

    public HostContext<TCustomer> CreateDbContext()
    {
        var context = new HostContext<TCustomer>(Options);
        context.ChangeTracker.Tracked += (_, _) => Interlocked.Increment(ref _tracked);
        return context;
    }

    /// <summary>The store as the host has it, by a clock that stands still.</summary>
    public SqlSegmentStore Store(Func<StoreStep, ValueTask>? observer = null, IDbContextFactory<HostContext<TCustomer>>? contexts = null) => EntityStore.Create(
        contexts ?? this, null, null, settings => settings with { Clock = new TestClock(HostSegment.AsOf), Observer = observer });

    public ValueTask DisposeAsync() => _drop();
}
