using Microsoft.Data.Sqlite;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Store;

public sealed class SqliteStoreTests : StoreTests
{
    [Fact]
    public async Task Statements_OfEveryCall_AreTheApprovedOnes() => await StoreStatements.AreApprovedAsync(
        await StoreStatements.RecordAsync(() => NewPlaceAsync(), Ct), "Segmentation.Sql.Sqlite.Tests", Ct);

    [Fact]
    public async Task Prepare_OfANewFile_KeepsAWriteAheadLog()
    {
        await using StorePlace place = await SetUpAsync();
        Assert.Equal("wal", ((SqlitePlace)place).File.Scalar<string>("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Prepare_InADatabaseOfTheHosts_LeavesItsJournalAsItIs()
    {
        await using var place = new SqlitePlace();
        place.File.Execute("CREATE TABLE customers (id INTEGER PRIMARY KEY)");
        using SqlSegmentStore store = place.Open();
        await store.PrepareAsync(Ct);
        Assert.Equal("delete", place.File.Scalar<string>("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Commit_ToAFullDatabase_SaysSoAndWritesNothing()
    {
        await using var place = (SqlitePlace)await SetUpAsync();
        IReadOnlyList<string> before = await place.RowsAsync();
        var dialect = new SqliteStoreDialect(KeyKind.Integer);
        using var store = new SqlSegmentStore(OpenLimitedAsync, dialect, new SqlStoreOptions().ToSettings(dialect));
        await FailsAsync(() => StoreScript.RunAsync("commit", store, Ct), "The database or the disk is full: free space");
        Assert.Equal(before, await place.RowsAsync());

        async ValueTask<StoreSession> OpenLimitedAsync(CancellationToken ct)
        {
            var connection = (SqliteConnection)await place.ConnectAsync();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA max_page_count = 100";
            await command.ExecuteNonQueryAsync(ct);
            return new StoreSession(connection, () =>
            {
                SqliteConnection.ClearPool(connection);
                return connection.DisposeAsync();
            });
        }
    }

    [Fact]
    public async Task Prepare_OfAReadOnlyDatabase_SaysSo()
    {
        await using var place = (SqlitePlace)await SetUpAsync();
        ISegmentStore store = SqliteSegmentStore.Create($"{place.File.ConnectionString};Mode=ReadOnly", KeyKind.Integer);
        await FailsAsync(async () => await store.PrepareAsync(Ct), "The database is read-only: check Mode of the connection string");
        Assert.True(await store.ContainsAsync("vip", new SubjectKey(1), Ct));
    }

    [Fact]
    public async Task Write_WhileAnotherProcessWrites_GivesUpInTime()
    {
        await using var place = (SqlitePlace)await SetUpAsync();
        await using var other = (SqliteConnection)await place.ConnectAsync();
        await using SqliteTransaction transaction = other.BeginTransaction();
        ISegmentStore store = SqliteSegmentStore.Create($"{place.File.ConnectionString};Default Timeout=1", KeyKind.Integer);
        await FailsAsync(async () => await store.ChangeTagsAsync(new SubjectKey(1), ["x"], [], Ct), "Another process holds the database for too long");
        Assert.DoesNotContain("x", await store.GetTagsAsync(new SubjectKey(1), Ct));
        await transaction.RollbackAsync(Ct);
        await store.ChangeTagsAsync(new SubjectKey(1), ["x"], [], Ct);
        Assert.Contains("x", await store.GetTagsAsync(new SubjectKey(1), Ct));
    }

    [Theory]
    [InlineData("no/such/directory/segments.db", "The file cannot be opened: check its path")]
    [InlineData("segments.db", "The file is no SQLite database")]
    public async Task Prepare_OfWhatIsNoDatabase_SaysSo(string name, string advice)
    {
        using var file = new StoreFile();
        await File.WriteAllTextAsync(file.Path, new string('x', 5000), Ct);
        string path = Path.Combine(Path.GetDirectoryName(file.Path)!, name);
        ISegmentStore store = SqliteSegmentStore.Create($"Data Source={path};Pooling=False", KeyKind.Integer);
        await FailsAsync(async () => await store.PrepareAsync(Ct), advice);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Default Timeout=5")]
    public void Create_InMemory_IsRefused(string connectionString) =>
        Assert.Throws<ArgumentException>(() => SqliteSegmentStore.Create(connectionString, KeyKind.Integer));

    [Theory]
    [InlineData("main", null, "SqlStoreOptions.Schema must be null or empty for SQLite, which has no schemas; it is 'main'.")]
    [InlineData(null, "SQLite_x", "SqlStoreOptions.Prefix must not begin as SQLite's own tables do; it is 'SQLite_x'.")]
    [InlineData(null, "a\0", "SqlStoreOptions.Prefix must have no U+0000 and no half of a surrogate pair; it is 'a\uFFFD'.")]
    public void Create_WithABrokenOption_NamesItTheRuleAndTheValue(string? schema, string? prefix, string message) => Assert.Equal(
        message,
        Assert.Throws<ArgumentException>(() => SqliteSegmentStore.Create("Data Source=x.db", KeyKind.Integer, new SqlStoreOptions { Schema = schema, Prefix = prefix })).Message);

    [Fact]
    public void Create_WithTooShortATimeout_NamesItTheRuleAndTheValue() => Assert.Equal(
        "SqlStoreOptions.CommandTimeout must be null or a second or more; it is '00:00:00.5000000'.",
        Assert.Throws<ArgumentException>(() => SqliteSegmentStore.Create("Data Source=x.db", KeyKind.Integer, new SqlStoreOptions { CommandTimeout = TimeSpan.FromSeconds(0.5) })).Message);

    private protected override Task<StorePlace> NewPlaceAsync(string? prefix = null) => Task.FromResult<StorePlace>(new SqlitePlace(new SqlStoreOptions { Prefix = prefix }));

    private static async Task FailsAsync(Func<Task> call, string advice) =>
        Assert.Contains(advice, (await Assert.ThrowsAsync<SegmentStoreException>(call)).Message, StringComparison.Ordinal);
}
