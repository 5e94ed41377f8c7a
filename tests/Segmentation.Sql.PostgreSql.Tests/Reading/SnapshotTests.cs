using Npgsql;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Reading;

/// <summary>An evaluation sees one state of the data, whoever writes meanwhile; failures are told and leave nothing behind.</summary>
public sealed class SnapshotTests(PostgresCluster cluster)
{
    private const string Tables = """
        CREATE TABLE customers (id int PRIMARY KEY, email text);
        CREATE TABLE orders (id int PRIMARY KEY, customer_id int, grand_total numeric);
        CREATE TABLE order_items (id int PRIMARY KEY, order_id int, quantity numeric);
        INSERT INTO customers SELECT i, CASE WHEN i = 1 THEN 'owner' END FROM generate_series(1, 3) i;
        INSERT INTO orders VALUES (1, 1, 10); INSERT INTO order_items VALUES (1, 1, 2)
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Evaluation_BesideAWriter_SeesOneState()
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, Tables);
        // Each transaction moves the order to the next customer, and the e-mail address with it.
        int moves = 0;
        shop.Recorded.BeforeStatement = () => shop.Server.ExecuteAsync(
            $"UPDATE customers SET email = CASE WHEN id = {(++moves % 3) + 1} THEN 'owner' END; UPDATE orders SET customer_id = {(moves % 3) + 1}", Ct);
        SqlSource source = shop.Source();
        for (int i = 0; i < 10; i++)
        {
            EvaluationResult result = await shop.EvaluateAsync(source, c => c.All(
                c.Attribute("email").Equal("owner"), c.Some("orders"), c.Some("orders.items", o => o.Attribute("quantity").Equal(2))));
            Assert.Single(result["s"]);
        }

        Assert.Equal(30, moves);
    }

    [Fact]
    public async Task Cancelling_WhileTheServerWorks_EndsTheStatementThere()
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, "CREATE TABLE customers (id int PRIMARY KEY, email text)");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        SqlSource source = shop.Source(sql => sql.Query("address", "SELECT 1 AS id, 1 AS customer_id, 'x' AS city, pg_sleep(30)", t => t.Without("kind")));
        shop.Recorded.BeforeStatement = () =>
        {
            cancel.CancelAfter(100);
            return Task.CompletedTask;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.EvaluateAsync(source, c => c.Some("addresses"), cancel.Token));
        Assert.Equal(0L, await ActiveAsync(shop));
    }

    [Fact]
    public async Task Connection_BrokenInTheMiddle_IsAnErrorAndLeavesNothing()
    {
        // More than what lies in buffers between server and reader.
        await using HostShop shop = await HostShop.CreateAsync(cluster, $"{Tables}; INSERT INTO customers SELECT i, repeat('x', 1000) FROM generate_series(4, 60000) i");
        SqlSource source = shop.Source();
        Assert.Equal("1", await shop.FindAsync(null, c => c.Attribute("email").Equal("owner")));
        SegmentSchema schema = shop.Schema;
        var read = new EntityRead(schema.Subject, "", schema.Subject, [schema.Subject.FindAttribute("email")!], []);
        await using (ISourceSnapshot snapshot = await source.OpenAsync(new SourceRequest(schema, [read]), Ct))
        {
            await Assert.ThrowsAnyAsync<NpgsqlException>(async () =>
            {
                await foreach (ColumnBatch _ in snapshot.ReadAsync(read, Ct))
                    await shop.Server.ScalarAsync<long>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", Ct);
            });
        }

        // The driver's pool still holds what the server has closed.
        shop.Server.DataSource.Clear();
        Assert.Equal("1", await shop.FindAsync(null, c => c.Attribute("email").Equal("owner")));
    }

    [Fact]
    public async Task Disposal_InTheMiddleOfARead_EndsTheStatementThere()
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, $"{Tables}; INSERT INTO customers SELECT i FROM generate_series(4, 500000) i");
        SegmentSchema schema = shop.Schema;
        var read = new EntityRead(schema.Subject, "", schema.Subject, [], []);
        await using (ISourceSnapshot snapshot = await shop.Source().OpenAsync(new SourceRequest(schema, [read]), Ct))
        {
            await foreach (ColumnBatch batch in snapshot.ReadAsync(read, Ct))
            {
                Assert.InRange(batch.Count, 1, 499_999);
                break;
            }
        }

        Assert.Equal(0L, await ActiveAsync(shop));
    }

    [Fact]
    public async Task Rights_ThatAreMissing_AreReportedByTheCheck()
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, Tables);
        string role = $"reader_{Guid.NewGuid():N}";
        await shop.Server.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'pw'; GRANT SELECT ON customers TO {role}", Ct);
        var builder = new NpgsqlConnectionStringBuilder(shop.Server.ConnectionString) { Username = role, Password = "pw" };
        await using NpgsqlDataSource asReader = NpgsqlDataSource.Create(builder);
        var source = new SqlSource(shop.Schema, new PostgreSqlDatabase(asReader), sql => sql.Table("order", "orders"));
        Problem problem = Assert.Single(await source.CheckAsync(Ct));
        Assert.Equal(("order", "sql.table"), (problem.Path, problem.Code));
        Assert.Contains("permission denied", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_OfAReader_WritesNothing()
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, $"""
            {Tables};
            CREATE FUNCTION sneak() RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO customers VALUES (99); RETURN 'x'; END $$
            """);
        SqlSource source = shop.Source(sql => sql.Query("address", "SELECT 1 AS id, 1 AS customer_id, sneak() AS city", t => t.Without("kind")));
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => shop.EvaluateAsync(source, c => c.Some("addresses", a => a.Attribute("city").Equal("x"))));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    /// <summary>Statements that are still at work, a moment later.</summary>
    private static async Task<long> ActiveAsync(HostShop shop)
    {
        for (int i = 0; ; i++)
        {
            long active = await shop.Server.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND (state = 'active' OR backend_xid IS NOT NULL OR state LIKE 'idle in%')", Ct);
            if (active == 0 || i == 50)
                return active;
            await Task.Delay(100, Ct);
        }
    }
}
