using System.Data.Common;
using Segmentation.Sql;
using Segmentation.Sql.Store;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared.Pushdown;

/// <summary>A refresh inside the database writes what one in process writes, row for row, by a fixed number of statements.</summary>
public abstract class PushdownTests
{
    private const string Customers = """
        { "customers": [
          { "id": 1, "email": "a@x.ua" }, { "id": 2, "email": "B@X.ua" }, { "id": 3, "email": "c@y.pl" }, { "id": 4 }, { "id": 5, "email": "É@x.ua" }, { "id": 6, "email": "f@x.ua" } ],
          "orders": [
          { "id": 1, "customer": 1, "grand_total": 100.10, "status": "complete", "created_at": "2026-01-01T00:00:00Z" },
          { "id": 2, "customer": 1, "grand_total": 0.90, "status": "pending", "created_at": "2026-02-01T00:00:00Z" },
          { "id": 3, "customer": 3, "grand_total": 500, "status": "complete", "created_at": "2026-02-02T00:00:00Z" },
          { "id": 4, "customer": 6, "grand_total": 101, "status": "complete", "created_at": "2026-02-03T00:00:00Z" } ] }
        """;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset Start => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A database with customers, with room for a store whose names are those of the place.</summary>
    private protected abstract Task<PushdownPlace> NewPlaceAsync(DatasetTables tables);

    [Fact]
    public async Task Rows_OfEveryTable_AreThoseThatARefreshInProcessWrites()
    {
        IReadOnlyList<string> inProcess = await RunAsync(isInDatabase: false, []), inDatabase = await RunAsync(isInDatabase: true, []);
        Assert.Contains(inProcess, row => row.StartsWith("events ", StringComparison.Ordinal));
        Assert.Contains(inProcess, row => row.StartsWith("due_groups ", StringComparison.Ordinal));
        Assert.Equal(inProcess, inDatabase);
    }

    [Fact]
    public async Task Statements_OfEachRefresh_AreAsManyWhateverChangesAndOfListedConstructs()
    {
        List<PushdownTrace> traces = [];
        await RunAsync(isInDatabase: true, traces);
        PushdownTrace trace = Assert.Single(traces);
        Assert.Equal(2, trace.Transactions.Count);
        Assert.Equal(
            ["lock leases", "check revisions", "find changes", "count changes", "enter members", "leave members", "count members", "complete segments", "record results", "take sequence", "write events", "touch customers", "append history", "clear changes"],
            trace.Transactions[0]);
        Assert.Equal(
            ["lock leases", "check revisions", "find changes", "count changes", "enter members", "leave members", "count members", "complete segments", "record results", "take sequence", "write events", "touch customers", "touch customers", "append history", "clear changes"],
            trace.Transactions[1]);
        if (IsDistributed)
            Assert.Empty(trace.OtherWords());
    }

    [Fact]
    public async Task Refresh_OfASegmentWithBrokenData_FailsIt_AndTheOthersAreRefreshed()
    {
        await using PushdownPlace place = await NewPlaceAsync(new DatasetTables(Dataset.Parse(Schema, Customers)));
        await place.ExecuteAsync(place.Break);
        var trace = new PushdownTrace();
        using SqlSegmentStore store = place.Store(trace.Observe);
        await store.PrepareAsync(Ct);
        var host = new PushdownHost(new SqlSource(Schema, place.Database, place.Map), store, new TestClock(Start), Schema, isInDatabase: true);
        await host.Catalog.SaveAsync(
            [
                new SegmentSave(Segment.Define("mail").Where(c => c.Attribute("email").Contains("X.UA"))),
                new SegmentSave(Segment.Define("broken").Where(c => c.Attribute(place.BrokenAttribute).NotEqual(place.BrokenValue))),
                new SegmentSave(Segment.Define("none").Where(c => c.Attribute("email").Null())),
            ],
            Ct);
        RefreshReport report = await host.Refresher.RefreshAllAsync(ct: Ct);
        Assert.Equal(
            [("broken", RefreshOutcome.Failed, 0L), ("mail", RefreshOutcome.Refreshed, 4L), ("none", RefreshOutcome.Refreshed, 1L)],
            report.Segments.OrderBy(s => s.SegmentId, StringComparer.Ordinal).Select(s => (s.SegmentId, s.Outcome, s.Size)));
    }

    [Fact]
    public async Task Refresh_OfSegmentsThatOthersTookOverOrChanged_WritesTheRestOnly()
    {
        await using PushdownPlace place = await NewPlaceAsync(new DatasetTables(Dataset.Parse(Schema, Customers)));
        bool hasBegun = false;
        using SqlSegmentStore store = place.Store(async step =>
        {
            hasBegun |= step.Name == "begin run";
            if (hasBegun && step.Name == "lock leases")
                await ChangeAsync(step, $"UPDATE {place.StoreTable(StoreLayout.Leases)} SET token = token + 1 WHERE resource = 'segment:taken'");
            if (step.Name == "check revisions")
                await ChangeAsync(step, $"UPDATE {place.StoreTable(StoreLayout.Segments)} SET revision = revision + 1 WHERE id = 'changed'");
        });
        await store.PrepareAsync(Ct);
        var host = new PushdownHost(new SqlSource(Schema, place.Database, place.Map), store, new TestClock(Start), Schema, isInDatabase: true);
        await host.Catalog.SaveAsync([.. new[] { "taken", "changed", "kept" }.Select(id => new SegmentSave(Segment.Define(id).Where(c => c.Attribute("email").NotNull())))], Ct);
        RefreshReport report = await host.Refresher.RefreshAllAsync(ct: Ct);
        Assert.Equal(
            [("changed", RefreshOutcome.DefinitionChanged), ("kept", RefreshOutcome.Refreshed), ("taken", RefreshOutcome.TakenOver)],
            report.Segments.OrderBy(s => s.SegmentId, StringComparer.Ordinal).Select(s => (s.SegmentId, s.Outcome)));
        Assert.Equal(5, (await place.RowsAsync()).Count(row => row.StartsWith("members ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("find changes")]
    [InlineData("leave members")]
    [InlineData("clear changes")]
    [InlineData(StoreStep.Commit)]
    public async Task Refresh_BrokenOffInItsTransaction_HasWrittenNothingOfIt_AndCanBeResumed(string name)
    {
        await using PushdownPlace place = await NewPlaceAsync(new DatasetTables(Dataset.Parse(Schema, Customers)));
        bool isArmed = false, isIn = false;
        using SqlSegmentStore store = place.Store(step =>
        {
            isIn |= step.Name == "find changes";
            if (!isArmed || !isIn || step.Name != name)
                return ValueTask.CompletedTask;
            isArmed = false;
            throw new TimeoutException("the process is gone");
        });
        await store.PrepareAsync(Ct);
        var host = new PushdownHost(new SqlSource(Schema, place.Database, place.Map), store, new TestClock(Start), Schema, isInDatabase: true);
        await host.Catalog.SaveAsync(Segment.Define("mail").Where(c => c.Attribute("email").NotNull()), Ct);
        isArmed = true;
        await Assert.ThrowsAsync<TimeoutException>(() => host.Refresher.RefreshAsync(new RefreshRequest { RunId = "run" }, null, Ct));
        Assert.DoesNotContain(await place.RowsAsync(), row => row.StartsWith("members ", StringComparison.Ordinal) || row.StartsWith("events ", StringComparison.Ordinal));
        RefreshReport report = await host.Refresher.ResumeAsync("run", ct: Ct);
        Assert.Equal((RefreshOutcome.Refreshed, 5L), (report.Segments[0].Outcome, report.Segments[0].Size));
    }

    [Fact]
    public async Task RefreshInDatabase_WithKeysOfAnotherKindThanTheStores_SaysBoth()
    {
        await using PushdownPlace place = await NewPlaceAsync(new DatasetTables(Dataset.Parse(Schema, """{ "customers": [ { "id": "a" } ] }""")));
        using SqlSegmentStore store = place.Store(_ => ValueTask.CompletedTask);
        await store.PrepareAsync(Ct);
        var host = new PushdownHost(new SqlSource(Schema, place.Database, place.Map), store, new TestClock(Start), Schema, isInDatabase: true);
        await host.Catalog.SaveAsync(Segment.Define("mail").Where(c => c.Attribute("email").NotNull()), Ct);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Refresher.RefreshAllAsync(ct: Ct));
        Assert.Contains("keys are of kind Text, and the store's of kind Integer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefreshInDatabase_WhereTheHostMakesTables_SaysHowToMakeTheOneThatIsMissing()
    {
        await using PushdownPlace place = await NewPlaceAsync(new DatasetTables(Dataset.Parse(Schema, Customers)));
        using (SqlSegmentStore maker = place.Store(_ => ValueTask.CompletedTask))
            await maker.PrepareAsync(Ct);
        using SqlSegmentStore store = place.Store(_ => ValueTask.CompletedTask, makesTables: false);
        var host = new PushdownHost(new SqlSource(Schema, place.Database, place.Map), store, new TestClock(Start), Schema, isInDatabase: true);
        await host.Catalog.SaveAsync(Segment.Define("mail").Where(c => c.Attribute("email").NotNull()), Ct);
        SegmentStoreException error = await Assert.ThrowsAsync<SegmentStoreException>(() => host.Refresher.RefreshAllAsync(ct: Ct));
        string statement = error.Message[error.Message.IndexOf("CREATE TABLE", StringComparison.Ordinal)..];
        await place.ExecuteAsync(statement);
        Assert.Equal(5, (await host.Refresher.RefreshAllAsync(ct: Ct)).Segments[0].Size);
    }

    private static async Task ChangeAsync(StoreStep step, string sql)
    {
        await using DbCommand command = step.Connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private protected static SegmentSchema Schema { get; } = CommerceSchema.Create();

    /// <summary>Whether statements are made for distributed databases, too.</summary>
    private protected abstract bool IsDistributed { get; }

    /// <summary>Two refreshes with everything between them that makes customers enter and leave; gives every row of the store.</summary>
    private async Task<IReadOnlyList<string>> RunAsync(bool isInDatabase, List<PushdownTrace> traces)
    {
        await using PushdownPlace place = await NewPlaceAsync(new DatasetTables(Dataset.Parse(Schema, Customers)));
        var trace = new PushdownTrace();
        traces.Add(trace);
        var clock = new TestClock(Start);
        using SqlSegmentStore store = place.Store(trace.Observe);
        await store.PrepareAsync(Ct);
        var host = new PushdownHost(new SqlSource(Schema, place.Database, place.Map), store, clock, Schema, isInDatabase);
        Segment rich = Segment.Define("rich").Where(c => c.Sum("orders", "grand_total", o => o.Attribute("status").In("complete", "pending")).AtLeast(101m)).MoveToGroup("vip", priority: 5);
        await host.Catalog.SaveAsync(
            [
                new SegmentSave(rich),
                new SegmentSave(Segment.Define("mail").Where(c => c.Attribute("email").Contains("X.UA"))),
                new SegmentSave(Segment.Define("both").Where(c => c.All(c.InSegment("rich"), c.InSegment("mail"))).MoveToGroup("both", priority: 1)),
                new SegmentSave(Segment.Define("recent").Where(c => c.Some("orders", o => o.Attribute("created_at").AtLeast(When.Ago("P28D"))))),
                new SegmentSave(Segment.Define("season").Where(c => c.Some("orders")).ExpiringAt(Start.AddHours(12)).WithTags("spring")),
                new SegmentSave(Segment.Define("nobody").Where(c => c.Attribute("email").Equal("nobody"))),
            ],
            Ct);
        await host.Catalog.IncludeAsync("mail", [new SubjectKey(3), new SubjectKey(99)], Ct);
        await host.Refresher.RefreshAsync(new RefreshRequest { RunId = "first", CorrelationId = "c1", Cause = "test" }, null, Ct);

        clock.Advance(TimeSpan.FromDays(1));
        await place.ExecuteAsync(
            $"DELETE FROM {place.Table("orders")} WHERE customer_id = 6; DELETE FROM {place.Table("customers")} WHERE id = 6; UPDATE {place.Table("orders")} SET customer_id = 4 WHERE id = 3");
        await host.Catalog.ExcludeAsync("mail", [new SubjectKey(1)], Ct);
        await host.Catalog.IncludeAsync("mail", [new SubjectKey(4)], Ct);
        await host.Catalog.SaveAsync(rich with { Priority = 7 }, Ct);
        await host.Refresher.RefreshAsync(new RefreshRequest { RunId = "second", CorrelationId = "c2" }, null, Ct);
        Assert.Equal(isInDatabase ? 2 : 0, trace.Transactions.Count);
        return [.. (await place.RowsAsync()).Where(IsComparable).Select(Comparable).Order(StringComparer.Ordinal)];
    }

    // The blocks of an evaluation are in its history, and take numbers of the sequence.
    private static bool IsComparable(string row) =>
        !row.StartsWith("numbers sequence|", StringComparison.Ordinal) && !(row.StartsWith("history ", StringComparison.Ordinal) && row.Contains("/iteration", StringComparison.Ordinal));

    // Which number of the sequence an event, an entry of history or a stamp has, and what was read, is not what matters.
    private static string Comparable(string row)
    {
        string[] cells = row.Split('|');
        string table = row[..row.IndexOf(' ', StringComparison.Ordinal)];
        return table switch
        {
            "events" or "history" => $"{table} {string.Join('|', cells[1..])}",
            "due_groups" => cells[0],
            "segments" => string.Join('|', cells.Where((_, i) => i is not (14 or 15))),
            _ => row,
        };
    }
}
