using System.CommandLine;
using Segmentation.Cli.Input;

namespace Segmentation.Cli.Databases;

/// <summary>The options of every verb that works on a database which is to stay.</summary>
internal sealed class DatabaseArguments
{
    public Option<string> Engine { get; } = new("--engine")
    {
        Description = $"The kind of database: {DatabaseKind.Names}.",
        HelpName = "NAME",
        Required = true,
    };

    public Option<string> Connection { get; } = new("--connection")
    {
        Description = "The connection string, such as 'Data Source=shop.db' or 'Host=localhost;Database=shop;Username=me'.",
        HelpName = "CS",
        Required = true,
    };

    public Option<string?> Schema { get; } = new("--schema")
    {
        Description = "The schema of the database that the tables are in. [default: the connection's own]",
        HelpName = "NAME",
    };

    /// <summary>What was given; what is wrong with it is added to the problems.</summary>
    public DatabaseSettings Read(ParseResult parsed, List<InputProblem> problems)
    {
        string name = parsed.GetRequiredValue(Engine);
        DatabaseKind? kind = DatabaseKind.All.FirstOrDefault(k => k.Name == name);
        if (kind is null)
            problems.Add(new("--engine", "", $"'{name}' is unknown; there are {DatabaseKind.Names}."));
        string? schema = parsed.GetValue(Schema);
        if (schema is not null && kind is { HasSchemas: false })
            problems.Add(new("--schema", "", $"{name} has no schemas; leave it out."));
        return new DatabaseSettings(kind ?? DatabaseKind.All[0], parsed.GetRequiredValue(Connection), schema);
    }
}

/// <summary>The database that a verb works on.</summary>
internal sealed record DatabaseSettings(DatabaseKind Kind, string Connection, string? Schema);
