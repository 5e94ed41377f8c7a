using System.Data.Common;
using Microsoft.Data.Sqlite;
using Segmentation.Tests.Shared.Composition;

namespace Segmentation.Sql.Sqlite.Tests.Composition;

public sealed class SqlSegmentTests : IDisposable
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly SqliteFile _file = new();
    private readonly SegmentSchema _schema = CommerceSchema.Create();
    private readonly SqlSource _source;

    public SqlSegmentTests()
    {
        _file.Execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, created_at TEXT); INSERT INTO customers VALUES (1, 'a4999@x', '2026-01-01Z'), (2, 'b@x', NULL)");
        _source = new SqlSource(_schema, _file.Database);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_OfSegmentsOfOneShapeAtAnyInstant_IsOne()
    {
        SqlSegment first = await ComposeAsync(c => c.All(c.Attribute("email").In("é@x"), c.Attribute("created_at").AtLeast(When.Ago("P3D")))),
            second = await ComposeAsync(c => c.All(c.Attribute("email").In("ß", "Éa@x", "z"), c.Attribute("created_at").AtLeast(When.Ago("P1Y")))),
            later = await _source.ComposeAsync(
                SegmentSet.Bind(_schema, [Segment.Define("s").Where(c => c.All(c.Attribute("email").In("é@x"), c.Attribute("created_at").AtLeast(When.Ago("P3D"))))])["s"], AsOf.AddYears(1), ct: Ct);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Text, later.Text);
        Assert.NotEqual(first.Parameters, later.Parameters);
    }

    [Fact]
    public async Task Text_OfASegmentWithDates_DoesNotDependOnTheInstant()
    {
        BoundSegment segment = SegmentSet.Bind(_schema, [Segment.Define("s").Where(c => c.Attribute("email").NotNull()) with { StartsAt = AsOf, ExpiresAt = AsOf.AddDays(1) }])["s"];
        SqlSegment within = await _source.ComposeAsync(segment, AsOf, ct: Ct), over = await _source.ComposeAsync(segment, AsOf.AddDays(1), ct: Ct);
        Assert.Equal(within.Text, over.Text);
        Assert.Equal(2, (await ComposedMembers.FindAsync(_file.Database, within, Ct)).Count);
        Assert.Empty(await ComposedMembers.FindAsync(_file.Database, over, Ct));
    }

    [Fact]
    public async Task List_OfThousandsOfTexts_IsOneParameter()
    {
        SqlSegment segment = await ComposeAsync(c => c.Attribute("email").In([.. Enumerable.Range(0, 5000).Select(i => (Operand)$"A{i}@X")]));
        Assert.Single(segment.Parameters);
        Assert.Equal(["1"], await ComposedMembers.FindAsync(_file.Database, segment, Ct));
    }

    [Fact]
    public async Task ComposeAsync_AfterTheMapWasChecked_SendsNothing()
    {
        await ComposeAsync(c => c.Attribute("email").NotNull());
        _file.Execute("DROP TABLE customers");
        Assert.StartsWith("SELECT t0.\"id\"", (await ComposeAsync(c => c.Attribute("email").NotNull())).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a-b")]
    [InlineData("é")]
    public async Task ComposeAsync_WithAPrefixThatIsNoName_NamesTheOption(string prefix)
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => ComposeAsync(c => c.Attribute("email").NotNull(), new SqlSegmentOptions { ParameterPrefix = prefix }));
        Assert.Contains($"ParameterPrefix must be ASCII letters, digits and underscores, a letter first, but is '{prefix}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ComposeAsync_OfMoreConditionsThanTheLimit_IsRefusedAndSaysSo()
    {
        Condition Some(ConditionBuilder c) => c.Any([.. Enumerable.Range(0, 20).Select(i => c.Attribute("email").Contains($"{i}"))]);
        CompositionRefusedException refused = await Assert.ThrowsAsync<CompositionRefusedException>(() => ComposeAsync(Some, new SqlSegmentOptions { MaxComposedNodes = 20 }));
        Assert.Equal("compose.size", Assert.Single(refused.Problems).Code);
        Assert.NotEmpty((await ComposeAsync(Some, new SqlSegmentOptions { MaxComposedNodes = 100 })).Parameters);
    }

    [Fact]
    public async Task ComposeAsync_WithALimitOfNone_NamesTheOption()
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => ComposeAsync(c => c.Attribute("email").NotNull(), new SqlSegmentOptions { MaxComposedNodes = 0 }));
        Assert.Contains("MaxComposedNodes must be at least 1, but is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ComposeAsync_OfSeveralRefusedConditions_ListsEachWithItsPath()
    {
        _file.Execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, grand_total REAL, created_at TEXT)");
        var source = new SqlSource(_schema, _file.Database, sql => sql.Table("order", "orders", t => t.Column("grand_total", "grand_total", v => v.Scale(2))));
        CompositionRefusedException refused = await Assert.ThrowsAsync<CompositionRefusedException>(() => source.ComposeAsync(
            SegmentSet.Bind(_schema, [Segment.Define("s").Where(c => c.All(c.Sum("orders", "grand_total").AtLeast(1m), c.Attribute("email").NotNull(), c.Attribute("age").AtLeast(1)))])["s"], AsOf, ct: Ct).AsTask());
        Assert.Equal(
            [("segments[0].conditions.conditions[0]", "compose.binary"), ("segments[0].conditions.conditions[2]", "compose.unmapped")],
            refused.Problems.Select(p => (p.Path, p.Code)));
    }

    [Fact]
    public async Task ComposeAsync_InAnotherDialect_IsNotSupported()
    {
        await using DbDataSource driver = SqliteFactory.Instance.CreateDataSource(_file.ConnectionString);
        var database = new StandardDatabase(driver, new StandardSqlOptions());
        NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(() => new SqlSource(_schema, database)
            .ComposeAsync(SegmentSet.Bind(_schema, [Segment.Define("s").Where(c => c.Attribute("email").NotNull())])["s"], AsOf, ct: Ct).AsTask());
        Assert.Contains("SQLite and PostgreSQL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ComposeAsync_AtAnInstantBeforeTheYear1000_IsOutOfRange() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => _source.ComposeAsync(SegmentSet.Bind(_schema, [Segment.Define("s").Where(c => c.Attribute("email").NotNull())])["s"], DateTimeOffset.MinValue, ct: Ct).AsTask());

    public void Dispose() => _file.Dispose();

    private Task<SqlSegment> ComposeAsync(Func<ConditionBuilder, Condition> where, SqlSegmentOptions? options = null) =>
        _source.ComposeAsync(SegmentSet.Bind(_schema, [Segment.Define("s").Where(where)])["s"], AsOf, options, Ct).AsTask();
}
