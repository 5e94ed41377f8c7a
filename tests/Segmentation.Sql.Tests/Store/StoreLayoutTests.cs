using System.Text.RegularExpressions;
using Segmentation.Sql.Store;

namespace Segmentation.Sql.Tests.Store;

/// <summary>What the description of the store's tables promises to who makes them from it.</summary>
public sealed partial class StoreLayoutTests
{
    // Reserved in PostgreSQL, in the standard, or as a function of a database that may come.
    private static readonly string[] Reserved =
        ["all", "at", "begin", "check", "column", "constraint", "current", "default", "end", "from", "group", "in", "index", "key", "left", "limit", "offset", "on", "order", "primary", "references", "right", "row", "rows", "select", "session", "set", "table", "to", "trigger", "unique", "user", "using", "values", "when", "where", "with"];

    public static TheoryData<string> Tables => [.. StoreLayout.Tables.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Names_OfATable_NeedNoQuotes(string name)
    {
        StoreTable table = Named(name);
        string[] names = [name, .. table.Columns.Select(c => c.Name), .. table.Indexes.Select(i => i.NameIn(table))];
        Assert.All(names, n => Assert.Matches(PlainName(), n));
        Assert.Empty(names.Intersect(Reserved));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void KeysAndIndexes_OfATable_AreOfItsColumns(string name)
    {
        StoreTable table = Named(name);
        string[] columns = [.. table.Columns.Select(c => c.Name)];
        Assert.Equal(columns.Distinct(), columns);
        Assert.NotEmpty(table.Key);
        Assert.Empty(table.Key.Concat(table.Indexes.SelectMany(i => i.Columns)).Except(columns));
        Assert.All(table.Columns.Where(c => table.Key.Contains(c.Name)), c => Assert.False(c.IsNullable));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Versions_OfATable_CanBeReached(string name)
    {
        StoreTable table = Named(name);
        Assert.InRange(table.Since, 1, StoreLayout.Version);
        Assert.All(table.Columns, c => Assert.InRange(c.Since, 1, StoreLayout.Version));
        Assert.All(table.Indexes, i => Assert.InRange(i.Since, 1, StoreLayout.Version));
        // Rows that are there already have no value for it.
        Assert.All(table.Columns.Where(c => c.Since > table.Since), c => Assert.True(c.IsNullable));
    }

    [Fact]
    public void Tables_OfTheLayout_AreAllThatItNames() => Assert.Equal(
        typeof(StoreLayout).GetFields().Where(f => f.FieldType == typeof(StoreTable)).Select(f => ((StoreTable)f.GetValue(null)!).Name).Order(StringComparer.Ordinal),
        StoreLayout.Tables.Select(t => t.Name).Order(StringComparer.Ordinal));

    // What is stored by its number must keep it for ever.
    [Fact]
    public void Numbers_OfWhatIsStored_NeverChange()
    {
        AreNumbered<KeyKind>("Integer Guid Text");
        AreNumbered<StickyList>("Include Exclude");
        AreNumbered<SegmentStatus>("Pending Processing Completed Error");
        AreNumbered<RunStatus>("Running Completed Failed Cancelled");
        AreNumbered<RefreshTrigger>("Automatic Manual");
        AreNumbered<HistoryAction>("RefreshStarted RefreshFinished IterationStarted IterationFinished CustomersAdded CustomersRemoved GroupChanged");
        AreNumbered<MemberChangeKind>("Entered Left");
        AreNumbered<MemberChangeCause>("Data Initial Rules Included Excluded CustomerRemoved Inactive Expired Deleted");
    }

    private static void AreNumbered<T>(string names)
        where T : struct, Enum => Assert.Equal(names.Split(' '), Enumerable.Range(0, Enum.GetValues<T>().Length).Select(n => ((T)Enum.ToObject(typeof(T), n)).ToString()));

    private static StoreTable Named(string name) => StoreLayout.Tables.Single(t => t.Name == name);

    [GeneratedRegex("^[a-z][a-z_]*$")]
    private static partial Regex PlainName();
}
