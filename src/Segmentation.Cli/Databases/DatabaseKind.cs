using Npgsql;
using Segmentation.Cli.Input;
using Segmentation.Sql.PostgreSql;
using Segmentation.Sql.Sqlite;

namespace Segmentation.Cli.Databases;

/// <summary>A kind of database that the tool connects to.</summary>
/// <param name="Name">The name that <c>--engine</c> takes.</param>
/// <param name="HasSchemas">Whether tables are in schemas, which can be made.</param>
/// <param name="Open">Opens one by its connection string, without connecting yet.</param>
internal sealed record DatabaseKind(string Name, bool HasSchemas, Func<string, OpenDatabase> Open)
{
    public static DatabaseKind Sqlite { get; } = new("sqlite", HasSchemas: false, connection => new OpenDatabase(new SqliteDatabase(connection)));

    public static DatabaseKind PostgreSql { get; } = new("postgresql", HasSchemas: true, connection =>
    {
        NpgsqlDataSource source = NpgsqlDataSource.Create(connection);
        return new OpenDatabase(new PostgreSqlDatabase(source), source);
    });

    public static IReadOnlyList<DatabaseKind> All { get; } = [Sqlite, PostgreSql];

    /// <summary>Their names, as help and messages list them.</summary>
    public static string Names => string.Join(", ", All.Select(k => k.Name));

    /// <summary>Opens a database that the user named.</summary>
    /// <exception cref="BadInputException">It is no connection string.</exception>
    public OpenDatabase OpenGiven(string connection)
    {
        try
        {
            return Open(connection);
        }
        catch (ArgumentException wrong)
        {
            throw new BadInputException(new InputProblem("--connection", "", $"is no connection string of {Name}: {wrong.Message}"));
        }
    }
}
