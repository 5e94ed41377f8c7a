using Microsoft.Data.Sqlite;
using Segmentation.Tests.Shared;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace Segmentation.Cli.Tests.Databases;

/// <summary>The tool's verbs over databases.</summary>
public sealed class DatabaseTests(PostgresCluster cluster) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("segments-databases-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string SqliteFile => $"Data Source={Path.Combine(_directory, "shop.db")};Pooling=False";

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Evaluate_OnlineRetail_GivesTheSameBytesOnEveryEngine()
    {
        string data = Repository.OnlineRetailOrSkip();
        await using PostgresDatabase server = await cluster.CreateDatabaseAsync(ct: Ct);
        string[] arguments = ["evaluate", "--data", data, "--segments", Repository.OnlineRetailSegments, "--as-of", "2011-12-10T00:00:00Z", "--quiet"];

        ToolRun memory = await ToolRun.OfAsync(arguments);
        ToolRun sqlite = await ToolRun.OfAsync([.. arguments, "--engine", "sqlite"]);
        ToolRun postgres = await ToolRun.OfAsync([.. arguments, "--engine", "postgresql", "--connection", server.ConnectionString]);

        Assert.Equal(("", 0), (memory.Error, memory.ExitCode));
        Assert.Equal(memory, sqlite);
        Assert.Equal(memory, postgres);
        // The schema was temporary.
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'segments%'", Ct));
    }

    [Fact]
    public async Task Evaluate_IntoAGivenSqliteDatabase_RemovesItsTablesInTheEnd()
    {
        ToolRun run = await ToolRun.OfAsync("evaluate", "--data", SmallShop(), "--segments", Segments(), "--engine", "sqlite", "--connection", SqliteFile, "--quiet");
        Assert.Equal("segment_id,customer_id\nbuyers,2\n", run.Output);
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'"));
    }

    [Theory]
    [InlineData("postgresql", null, "needs a connection")]
    [InlineData("postgresql", "Host=127.0.0.1;Port=1;Username=x;Timeout=2", "the database refused")]
    [InlineData("postgresql", "Nonsense=1", "no connection string")]
    [InlineData("sqlite", "Nonsense=1", "no connection string")]
    [InlineData("sqlite", "Data Source=/nowhere/at/all.db", "the database refused")]
    public async Task Evaluate_WithAConnectionThatCannotBeUsed_IsBadInput(string engine, string? connection, string message)
    {
        string[] given = connection is null ? [] : ["--connection", connection];
        ToolRun run = await ToolRun.OfAsync(["evaluate", "--data", SmallShop(), "--segments", Segments(), "--engine", engine, .. given]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("--connection:", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_IntoSqlite_LoadsEveryRowAlsoThoseOfNobody()
    {
        ToolRun run = await ToolRun.OfAsync("import", "--data", SmallShop(), "--connection", SqliteFile);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([$"Reading {SmallShop()}", "Loading customers", "Loading orders", "Loaded customers 2, orders 3."], run.ErrorLines);
        Assert.Equal(3L, await ScalarAsync("SELECT count(*) FROM orders WHERE shipping_country = 'UA' OR customer_id IS NULL OR grand_total = '10.1'"));
        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM customers WHERE colour = 'red'"));
    }

    [Fact]
    public async Task Import_OfColumnsWhoseValuesBeginInLaterRows_KeepsEachInItsPlace()
    {
        string data = SmallShop();
        await File.WriteAllTextAsync(Path.Combine(data, "customers.csv"), "id,email,first_name\n1,,\n2,b@x,\n3,,Cyd\n4,d@x,Dan\n5,,\n", Ct);
        Assert.Equal(0, (await ToolRun.OfAsync("import", "--data", data, "--connection", SqliteFile, "--quiet")).ExitCode);
        Assert.Equal(5L, await ScalarAsync(
            """
            SELECT COUNT(*) FROM customers
            JOIN (VALUES (1, NULL, NULL), (2, 'b@x', NULL), (3, NULL, 'Cyd'), (4, 'd@x', 'Dan'), (5, NULL, NULL)) AS given
              ON customers.id = column1 AND email IS column2 AND first_name IS column3 AND last_name IS NULL
            """));
    }

    [Fact]
    public async Task Import_WhereTablesAreThere_LoadsNothingUnlessTheyAreToBeReplaced()
    {
        string[] arguments = ["import", "--data", SmallShop(), "--connection", SqliteFile, "--quiet"];
        Assert.Equal(0, (await ToolRun.OfAsync(arguments)).ExitCode);
        await ScalarAsync("DROP TABLE customers; DELETE FROM orders WHERE id = 1; SELECT 1");

        ToolRun refused = await ToolRun.OfAsync(arguments);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("already exists", refused.Error, StringComparison.Ordinal);
        Assert.Contains("'segments import --replace'", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM sqlite_schema WHERE name = 'customers'"));

        Assert.Equal(new ToolRun(0, "", ""), await ToolRun.OfAsync([.. arguments, "--replace"]));
        Assert.Equal(3L, await ScalarAsync("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Import_IntoASchemaOfPostgreSql_LoadsEveryRow()
    {
        await using PostgresDatabase server = await cluster.CreateDatabaseAsync(ct: Ct);
        await server.ExecuteAsync("CREATE SCHEMA shop", Ct);
        ToolRun run = await ToolRun.OfAsync("import", "--data", SmallShop(), "--connection", server.ConnectionString, "--schema", "shop");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3L, await server.ScalarAsync<long>("SELECT count(*) FROM shop.orders", Ct));
        Assert.Equal(10.10m, await server.ScalarAsync<decimal>("SELECT grand_total FROM shop.orders WHERE id = 2", Ct));
    }

    [Fact]
    public async Task Import_IntoASchemaThatIsNotThere_SaysHowToMakeIt()
    {
        await using PostgresDatabase server = await cluster.CreateDatabaseAsync(ct: Ct);
        ToolRun run = await ToolRun.OfAsync("import", "--data", SmallShop(), "--connection", server.ConnectionString, "--schema", "shop", "--quiet");
        Assert.Equal((2, "--connection: the database refused: schema \"shop\" does not exist; make it with CREATE SCHEMA, or name another one"), (run.ExitCode, Assert.Single(run.ErrorLines)));
    }

    [Fact]
    public async Task Indexes_OfSegments_AreThoseThatTheDatabaseLacks()
    {
        await ToolRun.OfAsync("import", "--data", SmallShop(), "--connection", SqliteFile, "--quiet");
        string[] arguments = ["indexes", "--segments", Segments(), "--connection", SqliteFile];
        Assert.Equal(new ToolRun(0, "", "The database has every index that these segments want.\n"), await ToolRun.OfAsync(arguments));

        await ScalarAsync("DROP INDEX orders_customer_id; SELECT 1");
        ToolRun lacking = await ToolRun.OfAsync(arguments);
        Assert.Equal(
            "-- orders are read in the order of the customers that they belong to\nCREATE INDEX \"ix_orders_customer_id\" ON \"orders\" (\"customer_id\");\n", lacking.Output);

        await ScalarAsync(lacking.Output + "SELECT 1");
        Assert.Equal("", (await ToolRun.OfAsync(arguments)).Output);
    }

    private string SmallShop()
    {
        string directory = Path.Combine(_directory, "data");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "customers.csv"), "id,email,colour:text\n1,a@x,red\n2,b@x,\n");
        File.WriteAllText(Path.Combine(directory, "orders.csv"), "id,customer_id,grand_total,shipping_country\n1,1,5,UA\n2,2,10.10,\n3,,7,\n");
        return directory;
    }

    private string Segments()
    {
        string file = Path.Combine(_directory, "segments.json");
        File.WriteAllText(file, """{"version":1,"segments":[{"id":"buyers","conditions":{"type":"aggregate","relation":"orders","function":"sum","attribute":"grand_total","operator":">=","value":10.1}}]}""");
        return file;
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection(SqliteFile);
        await connection.OpenAsync(Ct);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
