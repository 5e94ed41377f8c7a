using System.Data.Common;
using Npgsql;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Store;

public sealed class PostgreSqlStoreTests(StoreDatabase database) : StoreTests, IClassFixture<StoreDatabase>
{
    [Fact]
    public async Task Statements_OfEveryCall_AreTheApprovedOnes()
    {
        PostgresDatabase server = await database.GetAsync();
        string recorded = await StoreStatements.RecordAsync(
            async () =>
            {
                await server.ExecuteAsync("DROP SCHEMA IF EXISTS segmentation CASCADE", Ct);
                return new PostgresPlace(server, new SqlStoreOptions { Schema = "segmentation" });
            },
            Ct);
        await StoreStatements.AreApprovedAsync(recorded, "Segmentation.Sql.PostgreSql.Tests", Ct);
    }

    [Fact]
    public async Task Leases_WithoutAClock_EndByTheServers()
    {
        await using StorePlace place = await SetUpAsync();
        using SqlSegmentStore store = place.Open(KeyKind.Integer, settings => settings);
        LeaseAnswer first = await store.AcquireAsync(["a"], "first", TimeSpan.FromDays(400), Ct);
        Assert.Single(first.Taken);
        PostgresDatabase server = await database.GetAsync();
        // Two clocks of two computers differ less than a day, and one of a test that stands still does not.
        Assert.InRange(
            await server.ScalarAsync<long>($"SELECT (extract(epoch FROM now()) * 1000000)::bigint - given_at FROM {place.Quoted(StoreLayout.Leases)} WHERE resource = 'a'", Ct),
            -1_000_000,
            86_400_000_000);
        Assert.InRange((await store.AcquireAsync(["a"], "second", TimeSpan.FromDays(1), Ct)).Busy[0].Remaining, TimeSpan.FromDays(399), TimeSpan.FromDays(400));
    }

    [Fact]
    public async Task Call_WithAConnectionThatTheServerClosed_TakesAnother()
    {
        PostgresDatabase server = await database.GetAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create($"{server.ConnectionString};Maximum Pool Size=2;Application Name=closed");
        using SqlSegmentStore store = PostgreSqlSegmentStore.Create(source, KeyKind.Integer, database.NewSchema(), settings => settings);
        await store.PrepareAsync(Ct);
        foreach (Func<Task> call in new Func<Task>[] { async () => await store.GetVersionAsync(Ct), async () => await store.GetRunsAsync(1, Ct), async () => await store.ChangeTagsAsync(new SubjectKey(1), ["x"], [], Ct) })
        {
            await server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'closed'", Ct);
            await call();
        }
    }

    [Fact]
    public async Task Prepare_WithoutARight_SaysWhichRightsAreNeeded()
    {
        PostgresDatabase server = await database.GetAsync();
        await using StorePlace place = await SetUpAsync();
        await server.ExecuteAsync("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN PASSWORD 'secret'", Ct);
        await server.ExecuteAsync($"GRANT USAGE ON SCHEMA {StoreDialect.Quote(place.Names.Schema)} TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA {StoreDialect.Quote(place.Names.Schema)} TO reader", Ct);
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "reader", Password = "secret" }.ConnectionString);
        ISegmentStore reader = PostgreSqlSegmentStore.Create(source, KeyKind.Integer, new SqlStoreOptions { Schema = place.Names.Schema });
        await FailsAsync(async () => await reader.PrepareAsync(Ct), "The user lacks a right: grant USAGE on the store's schema and SELECT, INSERT, UPDATE and DELETE");
        await server.ExecuteAsync($"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {StoreDialect.Quote(place.Names.Schema)} TO reader", Ct);
        await reader.PrepareAsync(Ct);
        await StoreScript.RunAsync("change tags", reader, Ct);
    }

    [Fact]
    public async Task Prepare_OfAReadOnlyServer_SaysSo()
    {
        await using StorePlace place = await SetUpAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create($"{(await database.GetAsync()).ConnectionString};Options=-c default_transaction_read_only=on");
        ISegmentStore store = PostgreSqlSegmentStore.Create(source, KeyKind.Integer, new SqlStoreOptions { Schema = place.Names.Schema });
        await FailsAsync(async () => await store.PrepareAsync(Ct), "The server or the session is read-only");
    }

    [Fact]
    public async Task Prepare_WhereNobodyAnswers_SaysSo()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=5");
        ISegmentStore store = PostgreSqlSegmentStore.Create(source, KeyKind.Integer);
        await FailsAsync(async () => await store.PrepareAsync(Ct), "The connection to the server is lost: try again when it answers");
    }

    [Fact]
    public async Task Write_ThatWaitsTooLong_GivesUpInTime()
    {
        await using StorePlace place = await SetUpAsync();
        await using DbConnection other = await place.ConnectAsync();
        await using DbTransaction transaction = await other.BeginTransactionAsync(Ct);
        await using (DbCommand command = other.CreateCommand())
        {
            command.CommandText = $"LOCK TABLE {place.Quoted(StoreLayout.Tags)}";
            await command.ExecuteNonQueryAsync(Ct);
        }

        ISegmentStore store = PostgreSqlSegmentStore.Create(
            (await database.GetAsync()).DataSource, KeyKind.Integer, new SqlStoreOptions { Schema = place.Names.Schema, CommandTimeout = TimeSpan.FromSeconds(1) });
        await FailsAsync(async () => await store.ChangeTagsAsync(new SubjectKey(1), ["x"], [], Ct), "raise the store's CommandTimeout");
    }

    [Fact]
    public async Task Settle_InTheStoresTransaction_TakesTheHostsChangesWithIt()
    {
        await using StorePlace place = await SetUpAsync();
        PostgresDatabase server = await database.GetAsync();
        await server.ExecuteAsync("CREATE TABLE IF NOT EXISTS hosts_groups (customer bigint, name text)", Ct);
        using SqlSegmentStore store = place.Open();
        Lease lease = new(Lease.GroupResource, "script", 1, TimeSpan.FromMinutes(1));
        var settlement = new GroupSettlement { Lease = lease, Customers = [] };
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await store.SettleGroupsAsync(
            settlement,
            async (transaction, ct) =>
            {
                await MoveAsync(transaction, ct);
                throw new InvalidTimeZoneException("An exception that no store throws by itself.");
            },
            Ct));
        Assert.Equal(0, await server.ScalarAsync<long>("SELECT count(*) FROM hosts_groups", Ct));
        Assert.True(await store.SettleGroupsAsync(settlement, MoveAsync, Ct));
        Assert.Equal(1, await server.ScalarAsync<long>("SELECT count(*) FROM hosts_groups", Ct));

        static async ValueTask MoveAsync(StoreTransaction transaction, CancellationToken ct)
        {
            await using DbCommand command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction.Transaction;
            command.CommandText = "INSERT INTO hosts_groups VALUES (1, 'gold')";
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    [Fact]
    public void Create_WithTooLongAName_NamesItTheRuleAndTheValue()
    {
        using NpgsqlDataSource source = NpgsqlDataSource.Create("Host=none");
        Assert.Equal(
            $"SqlStoreOptions.Schema must have at most 63 bytes in UTF-8 for PostgreSQL; it is '{new string('ä', 32)}'.",
            Assert.Throws<ArgumentException>(() => PostgreSqlSegmentStore.Create(source, KeyKind.Integer, new SqlStoreOptions { Schema = new string('ä', 32) })).Message);
        Assert.Throws<ArgumentException>(() => PostgreSqlSegmentStore.Create(source, KeyKind.Integer, new SqlStoreOptions { Prefix = new string('a', 40) }));
    }

    private protected override async Task<StorePlace> NewPlaceAsync(string? prefix = null)
    {
        SqlStoreOptions options = database.NewSchema();
        options.Prefix = prefix;
        return new PostgresPlace(await database.GetAsync(), options);
    }

    private static async Task FailsAsync(Func<Task> call, string advice) =>
        Assert.Contains(advice, (await Assert.ThrowsAsync<SegmentStoreException>(call)).Message, StringComparison.Ordinal);
}
