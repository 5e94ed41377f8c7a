using System.CommandLine;
using Segmentation.Cli.Input;

namespace Segmentation.Cli.Databases;

/// <summary>The options of every verb that works on a database which is to stay.</summary>
internal sealed class DatabaseArguments
{
    private const string DefaultFile = "segments.db";

    public Option<string> Connection { get; } = new("--connection")
    {
        Description = "The database: a SQLite file, or a connection string of SQLite ('Data Source=shop.db') or PostgreSQL ('Host=localhost;Database=shop;Username=me').",
        HelpName = "FILE|CS",
        DefaultValueFactory = _ => DefaultFile,
    };

    public Option<string?> Schema { get; } = new("--schema")
    {
        Description = "PostgreSQL only: the schema that has the customers' tables and those of the segments. [default: the connection's own for customers, 'segmentation' for segments]",
        HelpName = "NAME",
    };

    /// <summary>What was given; what is wrong with it is added to the problems.</summary>
    public DatabaseSettings Read(ParseResult parsed, List<InputProblem> problems)
    {
        (DatabaseKind kind, string connection) = DatabaseKind.OfConnection(parsed.GetRequiredValue(Connection), problems);
        string? schema = parsed.GetValue(Schema);
        if (schema is not null && !kind.HasSchemas)
            problems.Add(new("--schema", "", $"{kind.Name} has no schemas; leave it out."));
        return new DatabaseSettings(kind, connection, schema);
    }

    /// <summary>Whether anything was given, and the defaults are not meant by saying nothing.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetResult(Connection) is { Implicit: false } || parsed.GetValue(Schema) is not null;
}
