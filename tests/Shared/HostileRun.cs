using Segmentation.Sql;

namespace Segmentation.Tests.Shared;

/// <summary>An evaluation in which one text is the name of every table and column, every literal and every value of the data.</summary>
internal static class HostileRun
{
    /// <summary>Statements that make the tables, with names and values quoted by hand; the canary is theirs to be dropped.</summary>
    public static string Tables(string text)
    {
        string name = Name(text), value = $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        return $"""
            CREATE TABLE {name} ({name} text PRIMARY KEY);
            CREATE TABLE {Name(text + "s")} (id text PRIMARY KEY, {name} text, owner text);
            CREATE TABLE {Name(text + "v")} ({name} text, name text, value text);
            INSERT INTO {name} VALUES ({value}), ('other');
            INSERT INTO {Name(text + "s")} VALUES ('1', {value}, {value}), ('2', 'x', 'other');
            INSERT INTO {Name(text + "v")} VALUES ({value}, {value}, {value}), ('other', {value}, 'x');
            """;
    }

    public static Action<SqlMap> Map(string text) => sql => sql
        .Table("customer", SqlName.Of(text), t => t.Key(text).AttributeTable(SqlName.Of(text + "v"), text, "name", "value", a => a.Attribute("email", text)).WhereNot(text, text + "?"))
        .Table("order", SqlName.Of(text + "s"), t => t.Parent("customer", "owner").Column("status", text));

    /// <summary>Segments with the text as every literal; each has the customer of that key as its only member.</summary>
    public static IReadOnlyList<Segment> Segments(string text) =>
    [
        Segment.Define("equal").Where(c => c.Attribute("email").Equal(text)),
        Segment.Define("contains").Where(c => c.Attribute("email").Contains(text)),
        Segment.Define("order").Where(c => c.Some("orders", o => o.Attribute("status").In(text, text + "!"))),
    ];

    /// <summary>A statement with the names that the text made taken for those of the benign one.</summary>
    public static string Benign(string statement, string text) => statement
        .Replace(Name(text + "s"), Name("plains"), StringComparison.Ordinal)
        .Replace(Name(text + "v"), Name("plainv"), StringComparison.Ordinal)
        .Replace(Name(text), Name("plain"), StringComparison.Ordinal);

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
