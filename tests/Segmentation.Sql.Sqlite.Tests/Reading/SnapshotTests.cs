using Microsoft.Data.Sqlite;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Reading;

/// <summary>An evaluation sees one state of the data, whoever writes meanwhile; it can be cancelled, and lets go of the database.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("segmentation-sqlite-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string ConnectionString => $"Data Source={Path.Combine(_directory, "shop.db")};Pooling=False";

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Evaluation_BesideAWriter_SeesOneState()
    {
        // Each transaction moves the order to the next customer, and the e-mail address with it.
        Execute("""
            PRAGMA journal_mode = WAL;
            CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
            INSERT INTO customers VALUES (1, 'owner'), (2, NULL), (3, NULL); INSERT INTO orders VALUES (1, 1)
            """);
        var database = new RecordedDatabase(new SqliteDatabase(ConnectionString));
        int moves = 0;
        database.BeforeStatement = () =>
        {
            int owner = (++moves % 3) + 1;
            Execute($"BEGIN; UPDATE customers SET email = CASE WHEN id = {owner} THEN 'owner' END; UPDATE orders SET customer_id = {owner}; COMMIT");
            return Task.CompletedTask;
        };
        SegmentSchema schema = CommerceSchema.Create();
        SegmentSet set = SegmentSet.Bind(schema, [Segment.Define("s").Where(c => c.All(c.Attribute("email").Equal("owner"), c.Some("orders")))]);
        var evaluator = new SegmentEvaluator(new SqlSource(schema, database));
        for (int i = 0; i < 10; i++)
            Assert.Single((await evaluator.EvaluateAsync(set, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ct: Ct))["s"]);
        Assert.Equal(20, moves);
    }

    [Fact]
    public async Task Cancelling_WhileAStatementSorts_InterruptsIt()
    {
        Execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT)");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var database = new RecordedDatabase(new SqliteDatabase(ConnectionString)) { BeforeStatement = () => { cancel.CancelAfter(50); return Task.CompletedTask; } };
        SegmentSchema schema = CommerceSchema.Create();
        // Endless, were it not interrupted.
        var source = new SqlSource(schema, database, sql => sql.Query("order",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, i AS customer_id FROM n", t => t.Key("id", KeyKind.Integer)));
        SegmentSet set = SegmentSet.Bind(schema, [Segment.Define("s").Where(c => c.Some("orders"))]);
        Task<EvaluationResult> work = Task.Run(() => new SegmentEvaluator(source).EvaluateAsync(set, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ct: cancel.Token), Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    public async Task Disposal_InTheMiddleOfARead_LetsGoOfTheDatabase()
    {
        Execute("CREATE TABLE customers (id INTEGER PRIMARY KEY); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO customers SELECT i FROM n");
        SegmentSchema schema = CommerceSchema.Create();
        var read = new EntityRead(schema.Subject, "", schema.Subject, [], []);
        var source = new SqlSource(schema, new SqliteDatabase(ConnectionString));
        await using (ISourceSnapshot snapshot = await source.OpenAsync(new SourceRequest(schema, [read]), Ct))
        {
            await foreach (ColumnBatch batch in snapshot.ReadAsync(read, Ct))
            {
                Assert.InRange(batch.Count, 1, 49_999);
                break;
            }
        }

        // A writer would have to wait for a reader that is still there.
        Execute("DROP TABLE customers");
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 1;
        command.ExecuteNonQuery();
    }
}
