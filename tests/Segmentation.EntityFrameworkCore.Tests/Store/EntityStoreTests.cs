using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>The store beside everything else that a host does with its context.</summary>
public sealed class EntityStoreTests(PostgresCluster cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IEnumerable<SubjectKey> Many => Enumerable.Range(1, 40_000).Select(n => new SubjectKey(n));

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Prepare_BeforeTheHostsMigration_AsksForOne(string provider)
    {
        await using OpenHost<Known<int>> host = await OpenAsync(provider, makesTables: false);
        using SqlSegmentStore store = host.Store();
        string message = (await Assert.ThrowsAsync<SegmentStoreException>(async () => await store.PrepareAsync(Ct))).Message;
        Assert.Contains("'try table segmentation_numbers'", message, StringComparison.Ordinal);
        Assert.Contains("add a migration (with Entity Framework Core: dotnet ef migrations add Segmentation), apply it, and start again.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithAMapOfAnotherKey_SaysWhichIsMeant()
    {
        await using OpenHost<Known<int>> host = await OpenAsync("SQLite", makesTables: false);
        string message = Assert.Throws<InvalidOperationException>(() => EntityStore.Create(host, null, KeyKind.Text)).Message;
        Assert.Contains("map .Key(…) to the primary key", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Commit_OfManyMembers_TakesAFewStatementsAndTracksNothing(string provider)
    {
        await using OpenHost<Known<int>> host = await OpenAsync(provider);
        int statements = 0;
        using SqlSegmentStore store = host.Store(step =>
        {
            statements++;
            return ValueTask.CompletedTask;
        });
        await store.PrepareAsync(Ct);
        await HostSegment.SaveAsync(store, Ct);
        Lease lease = await HostSegment.LeaseAsync(store, Ct);
        statements = 0;
        await HostSegment.EnterAsync(store, lease, Many, Ct);
        // Three blocks of members and of events, and what there is one of.
        Assert.InRange(statements, 8, 20);
        Assert.Equal(40_000, await store.GetMembersAsync("vip", null, Ct).CountAsync(Ct));
        Assert.Equal(0, host.Tracked);
    }

    [Fact]
    public async Task Call_WhoseConnectionFailsOnce_SucceedsByTheContextsStrategy()
    {
        await using OpenHost<Known<int>> host = await OpenAsync("SQLite");
        var failing = new FailingOnce();
        host.Options = host.Configure(d => new RetryingStrategy(d), failing);
        using SqlSegmentStore store = host.Store();
        await store.PrepareAsync(Ct);
        int openings = failing.Openings;
        Assert.Equal(0, await store.GetVersionAsync(Ct));
        Assert.Equal(openings + 1, failing.Openings);
    }

    [Fact]
    public async Task Call_WhoseConnectionFailsOnce_FailsWithoutAStrategy()
    {
        await using OpenHost<Known<int>> host = await OpenAsync("SQLite");
        var failing = new FailingOnce();
        host.Options = host.Configure(interceptor: failing);
        using SqlSegmentStore store = host.Store();
        Assert.Contains("'connect'", (await Assert.ThrowsAsync<SegmentStoreException>(async () => await store.PrepareAsync(Ct))).Message, StringComparison.Ordinal);
        Assert.Equal(1, failing.Openings);
    }

    [Theory]
    [InlineData("enter members", true)]
    [InlineData("enter members", false)]
    [InlineData(StoreStep.Commit, true)]
    public async Task Commit_WhoseConnectionIsLost_IsRepeatedByTheStrategyUnlessItMayHaveHappened(string step, bool retries)
    {
        await using OpenHost<Known<int>> host = await OpenAsync("PostgreSQL");
        if (retries)
            host.Options = host.Configure(d => new NpgsqlRetryingExecutionStrategy(d));
        bool isLost = true;
        int attempts = 0;
        using SqlSegmentStore store = host.Store(async now =>
        {
            if (now.Name != step)
                return;
            attempts++;
            if (isLost)
                return;
            isLost = true;
            await EndAsync(host.ConnectionString, ((NpgsqlConnection)now.Connection).ProcessID);
        });
        await store.PrepareAsync(Ct);
        await HostSegment.SaveAsync(store, Ct);
        Lease lease = await HostSegment.LeaseAsync(store, Ct);
        (isLost, attempts) = (false, 0);
        if (retries && step != StoreStep.Commit)
        {
            await HostSegment.EnterAsync(store, lease, [new SubjectKey(1)], Ct);
            Assert.Equal(2, attempts);
            Assert.True(await store.ContainsAsync("vip", new SubjectKey(1), Ct));
            return;
        }

        await Assert.ThrowsAsync<SegmentStoreException>(() => HostSegment.EnterAsync(store, lease, [new SubjectKey(1)], Ct));
        Assert.Equal(1, attempts);
        Assert.False(await store.ContainsAsync("vip", new SubjectKey(1), Ct));
    }

    [Fact]
    public async Task Write_WhileTheHostHasATransactionOpen_NeitherWaitsForItNorIsUndoneWithIt()
    {
        await using OpenHost<Known<int>> host = await OpenAsync("PostgreSQL");
        using SqlSegmentStore store = host.Store();
        await store.PrepareAsync(Ct);
        await using HostContext<Known<int>> db = host.CreateDbContext();
        await using (IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            db.Add(new Known<int> { Id = 1 });
            await db.SaveChangesAsync(Ct);
            await HostSegment.SaveAsync(store, Ct);
            await HostSegment.EnterAsync(store, await HostSegment.LeaseAsync(store, Ct), [new SubjectKey(1)], Ct);
            // The host's own queries see both.
            Assert.Equal(1, await db.Customers.CountAsync(c => c.Memberships.Any(), Ct));
            await transaction.RollbackAsync(Ct);
        }

        Assert.Equal(0, await db.Customers.CountAsync(Ct));
        Assert.True(await store.ContainsAsync("vip", new SubjectKey(1), Ct));
    }

    [Fact]
    public async Task Write_WhileTheHostHasTheOneWriter_SaysWhatToLookFor()
    {
        await using OpenHost<Known<int>> host = await OpenAsync("SQLite");
        using (SqlSegmentStore prepared = host.Store())
            await prepared.PrepareAsync(Ct);
        host.Options = new DbContextOptionsBuilder<HostContext<Known<int>>>().UseSqlite(host.ConnectionString.Replace("=60", "=1", StringComparison.Ordinal)).Options;
        using SqlSegmentStore store = host.Store();
        await using HostContext<Known<int>> db = host.CreateDbContext();
        await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(Ct);
        string message = (await Assert.ThrowsAsync<SegmentStoreException>(() => HostSegment.SaveAsync(store, Ct))).Message;
        Assert.Contains("look for a transaction that was left open", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SQLite", false)]
    [InlineData("PostgreSQL", false)]
    [InlineData("PostgreSQL", true)]
    public async Task Write_InAnAmbientTransaction_IsCommittedByItself(string provider, bool retries)
    {
        await using OpenHost<Known<int>> host = await OpenAsync(provider);
        if (retries)
            host.Options = host.Configure(d => new NpgsqlRetryingExecutionStrategy(d));
        using SqlSegmentStore store = host.Store();
        await store.PrepareAsync(Ct);
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await HostSegment.SaveAsync(store, Ct);
            Assert.NotNull(Transaction.Current);
        }

        Assert.NotNull(await store.FindSegmentAsync("vip", Ct));
    }

    [Theory]
    [InlineData("SQLite", false)]
    [InlineData("PostgreSQL", false)]
    [InlineData("PostgreSQL", true)]
    public async Task GetContext_WithinTheStoresTransaction_SavesTheHostsChangesWithItsOwn(string provider, bool retries)
    {
        await using OpenHost<Known<int>> host = await OpenAsync(provider);
        if (retries)
            host.Options = host.Configure(d => new NpgsqlRetryingExecutionStrategy(d));
        var pool = new Microsoft.EntityFrameworkCore.Infrastructure.PooledDbContextFactory<HostContext<Known<int>>>(host.Options, 1);
        using SqlSegmentStore store = host.Store(contexts: pool);
        await store.PrepareAsync(Ct);
        Lease lease = Assert.Single((await store.AcquireAsync([Lease.GroupResource], "test", TimeSpan.FromHours(1), Ct)).Taken);
        var settlement = new GroupSettlement { Lease = lease, Customers = [] };

        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await store.SettleGroupsAsync(
            settlement,
            async (transaction, ct) =>
            {
                await AddAsync(transaction, ct);
                throw new InvalidTimeZoneException("An exception that no store throws by itself.");
            },
            Ct));
        await using HostContext<Known<int>> db = host.CreateDbContext();
        Assert.Equal(0, await db.Customers.CountAsync(Ct));

        Assert.True(await store.SettleGroupsAsync(settlement, AddAsync, Ct));
        Assert.Equal("gold", Assert.Single(await db.Customers.Select(c => c.Name).ToArrayAsync(Ct)));
        // What goes back to the pool has neither the transaction nor what was tracked.
        await using HostContext<Known<int>> pooled = await pool.CreateDbContextAsync(Ct);
        Assert.Null(pooled.Database.CurrentTransaction);
        Assert.Empty(pooled.ChangeTracker.Entries());

        static async ValueTask AddAsync(StoreTransaction transaction, CancellationToken ct)
        {
            HostContext<Known<int>> context = transaction.GetContext<HostContext<Known<int>>>();
            Assert.Same(context, transaction.GetContext<HostContext<Known<int>>>());
            context.Add(new Known<int> { Id = 1, Name = "basic" });
            await context.SaveChangesAsync(ct);
            await context.Customers.ExecuteUpdateAsync(s => s.SetProperty(c => c.Name, "gold"), ct);
        }
    }

    [Fact]
    public void GetContext_OfAnotherStore_SaysWhatThereIs()
    {
        string message = Assert.Throws<InvalidOperationException>(() => new StoreTransaction(null, null).GetContext<DbContext>()).Message;
        Assert.Contains("The store is not on DbContext, but on no context", message, StringComparison.Ordinal);
    }

    private Task<OpenHost<Known<int>>> OpenAsync(string provider, bool makesTables = true) => OpenHost<Known<int>>.CreateAsync(provider, cluster, Ct, makesTables);

    private static async Task EndAsync(string connectionString, int process)
    {
        await using var administration = new NpgsqlConnection(connectionString);
        await administration.OpenAsync(Ct);
        await using var end = new NpgsqlCommand("SELECT pg_terminate_backend($1, 10000)", administration) { Parameters = { new() { Value = process } } };
        await end.ExecuteNonQueryAsync(Ct);
    }
}
