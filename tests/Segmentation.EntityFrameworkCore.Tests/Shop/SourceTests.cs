using System.Data.Common;
using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Shop;

/// <summary>How rows are read: once an entity, in one state of the database, in the order of keys.</summary>
public sealed class SourceTests(PostgresCluster cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Evaluation_OfSegmentsOverThreeEntities_SendsThreeQueries(string provider)
    {
        await using OpenShop shop = await OpenShop.CreateAsync(provider, cluster, Ct);
        var statements = new Statements();
        SegmentSet set = Bind(c => c.All(
            c.Attribute("email").NotNull(), c.Sum("orders", "total").AtLeast(0), c.Some("orders.items", i => i.Attribute("quantity").AtLeast(0))));
        await new SegmentEvaluator(new EntitySource<ShopContext>(shop.Watched(statements), shop.Maps)).EvaluateAsync(set, ShopData.AsOf, ct: Ct);
        Assert.Equal(3, statements.Texts.Count);
        Assert.All(statements.Texts, text => Assert.Contains("ORDER BY", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Snapshot_WhileOthersWrite_GivesTheStateItBeganWith(string provider)
    {
        await using OpenShop shop = await OpenShop.CreateAsync(provider, cluster, Ct);
        SegmentSet set = Bind(c => c.Some("orders"));
        var source = new WritingSource(new EntitySource<ShopContext>(shop, shop.Maps), async () =>
        {
            await using ShopContext db = shop.CreateDbContext();
            db.Add(new Customer { Id = 11, Orders = { new Order { Id = Guid.NewGuid(), Total = 1 } } });
            await db.SaveChangesAsync(Ct);
        });
        Assert.Equal(["9", "10"], (await new SegmentEvaluator(source).EvaluateAsync(set, ShopData.AsOf, ct: Ct))["s"].Select(k => k.ToString()));
        Assert.Equal(["9", "10", "11"], (await new SegmentEvaluator(new EntitySource<ShopContext>(shop, shop.Maps)).EvaluateAsync(set, ShopData.AsOf, ct: Ct))["s"].Select(k => k.ToString()));
    }

    [Fact]
    public async Task Evaluation_ByAnExecutionStrategyThatRetries_FindsTheMembers()
    {
        await using OpenShop shop = await OpenShop.CreateAsync("PostgreSQL", cluster, Ct);
        var options = new DbContextOptionsBuilder<ShopContext>().UseNpgsql(shop.ConnectionString, o => o.EnableRetryOnFailure()).UseSegmentation(shop.Maps);
        var source = new EntitySource<ShopContext>(new Contexts(options.Options), shop.Maps);
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(ShopData.Bind(), ShopData.AsOf, ct: Ct);
        Assert.Equal(["10"], result["nested"].Select(k => k.ToString()));
        // A user's own transaction needs the strategy around it; what is composed runs within either.
        await using var db = new ShopContext(options.Options);
        int[] found = await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(Ct);
            return await db.Customers.InSegment(ShopData.Bind()["nested"], ShopData.AsOf).Select(c => c.Id).ToArrayAsync(Ct);
        });
        Assert.Equal(10, Assert.Single(found));
    }

    [Fact]
    public async Task Evaluation_InAnAmbientTransaction_SaysToLeaveIt()
    {
        await using OpenShop shop = await OpenShop.CreateAsync("SQLite", cluster, Ct);
        var evaluator = new SegmentEvaluator(new EntitySource<ShopContext>(shop, shop.Maps));
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        SegmentSourceException refusal = await Assert.ThrowsAsync<SegmentSourceException>(() => evaluator.EvaluateAsync(Bind(c => c.Some("orders")), ShopData.AsOf, ct: Ct));
        Assert.Contains("outside of the TransactionScope", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_AfterTheConnectionIsLost_FailsInsteadOfReadingAnotherState()
    {
        await using OpenShop shop = await OpenShop.CreateAsync("PostgreSQL", cluster, Ct);
        SegmentSet set = Bind(c => c.Some("orders"));
        var source = new WritingSource(new EntitySource<ShopContext>(shop, shop.Maps), async () =>
        {
            await using var administration = new Npgsql.NpgsqlConnection(shop.ConnectionString);
            await administration.OpenAsync(Ct);
            await using var end = new Npgsql.NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()", administration);
            await end.ExecuteNonQueryAsync(Ct);
        });
        await Assert.ThrowsAnyAsync<Exception>(() => new SegmentEvaluator(source).EvaluateAsync(set, ShopData.AsOf, ct: Ct));
    }

    [Fact]
    public async Task Reading_OfKeysThatTheDatabaseOrdersOtherwise_PutsThemInOrder()
    {
        using var file = new TempDatabase();
        var options = new DbContextOptionsBuilder<NumberedContext>().UseSqlite(file.ConnectionString).Options;
        await using (var db = new NumberedContext(options))
        {
            await db.Database.EnsureCreatedAsync(Ct);
            // As texts these come as 10, 100, 9.
            db.AddRange(new Numbered { Id = 9 }, new Numbered { Id = 100 }, new Numbered { Id = 10 });
            await db.SaveChangesAsync(Ct);
        }

        SegmentSchema schema = SegmentSchema.Create("numbers", s => s.Subject("numbered", "numbereds", n => n.Text("name")));
        SegmentSet set = SegmentSet.Bind(schema, [Segment.Define("s").Everyone()]);
        var source = new EntitySource<NumberedContext>(new NumberedContexts(options), new EntityMaps(schema));
        Assert.Equal(["9", "10", "100"], (await new SegmentEvaluator(source).EvaluateAsync(set, ShopData.AsOf, ct: Ct))["s"].Select(k => k.ToString()));
    }

    private static SegmentSet Bind(Func<ConditionBuilder, Condition> where) => SegmentSet.Bind(ShopMap.Schema, [Segment.Define("s").Where(where)]);

    private sealed class Statements : DbCommandInterceptor
    {
        public List<string> Texts { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            lock (Texts)
                Texts.Add(command.CommandText);
            return new(result);
        }
    }

    /// <summary>A source during whose first batch others write.</summary>
    private sealed class WritingSource(ISegmentSource source, Func<Task> write) : ISegmentSource
    {
        public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
        {
            ISourceSnapshot snapshot = await source.OpenAsync(needs, ct);
            await write();
            return snapshot;
        }
    }

    private sealed class Contexts(DbContextOptions<ShopContext> options) : IDbContextFactory<ShopContext>
    {
        public ShopContext CreateDbContext() => new(options);
    }

    private sealed class NumberedContexts(DbContextOptions<NumberedContext> options) : IDbContextFactory<NumberedContext>
    {
        public NumberedContext CreateDbContext() => new(options);
    }

    public sealed class NumberedContext(DbContextOptions<NumberedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Numbered>().Property(n => n.Id).HasConversion<string>().ValueGeneratedNever();
    }

    public sealed class Numbered
    {
        public long Id { get; set; }

        public string? Name { get; set; }
    }
}
