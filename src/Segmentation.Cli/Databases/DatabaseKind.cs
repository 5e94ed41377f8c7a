using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Segmentation.Cli.Input;
using Segmentation.Sql;
using Segmentation.Sql.PostgreSql;
using Segmentation.Sql.Sqlite;

namespace Segmentation.Cli.Databases;

/// <summary>A kind of database that the tool connects to.</summary>
/// <param name="Name">The name that <c>--engine</c> takes.</param>
/// <param name="HasSchemas">Whether tables are in schemas, which can be made.</param>
/// <param name="Open">Opens one by its connection string, without connecting yet.</param>
/// <param name="FileOf">The file that a connection string names; null where it names a server.</param>
/// <param name="RefusalOf">What the database refused, of those refusals that can be told how to mend.</param>
internal sealed record DatabaseKind(
    string Name, bool HasSchemas, Func<string, OpenDatabase> Open, Func<string, string?> FileOf, Func<DbException, DatabaseRefusal> RefusalOf)
{
    public static DatabaseKind Sqlite { get; } = new(
        "sqlite",
        HasSchemas: false,
        connection => new OpenDatabase(
            new SqliteDatabase(connection), (segments, keys, configure) => segments.UseSqliteStore(connection, keys, configure)),
        connection => new SqliteConnectionStringBuilder(connection).DataSource,
        refused => refused switch
        {
            SqliteException { SqliteErrorCode: 1 } when refused.Message.Contains("no such table", StringComparison.Ordinal) => DatabaseRefusal.MissingTable,
            SqliteException { SqliteErrorCode: 1 } when refused.Message.Contains("already exists", StringComparison.Ordinal) => DatabaseRefusal.ExistingTable,
            _ => DatabaseRefusal.Other,
        });

    public static DatabaseKind PostgreSql { get; } = new(
        "postgresql",
        HasSchemas: true,
        connection =>
        {
            NpgsqlDataSource source = NpgsqlDataSource.Create(connection);
            return new OpenDatabase(
                new PostgreSqlDatabase(source), (segments, keys, configure) => segments.UsePostgreSqlStore(source, keys, configure), source);
        },
        _ => null,
        refused => refused.SqlState switch
        {
            PostgresErrorCodes.UndefinedTable => DatabaseRefusal.MissingTable,
            PostgresErrorCodes.InvalidSchemaName => DatabaseRefusal.MissingSchema,
            PostgresErrorCodes.DuplicateTable => DatabaseRefusal.ExistingTable,
            _ => DatabaseRefusal.Other,
        });

    public static IReadOnlyList<DatabaseKind> All { get; } = [Sqlite, PostgreSql];

    /// <summary>The kind that a connection is of, which its text tells, and its connection string. What is wrong is added to the problems.</summary>
    /// <param name="given">A connection string, or the name of a SQLite file.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static (DatabaseKind Kind, string Connection) OfConnection(string given, List<InputProblem> problems)
    {
        if (given.Contains("://", StringComparison.Ordinal))
            problems.Add(new("--connection", "", $"'{given}' is an address; write it as 'Host=localhost;Database=shop;Username=me'."));
        else if (string.IsNullOrWhiteSpace(given) || given == ":memory:")
            problems.Add(new("--connection", "", $"'{given}' is no file; name one, such as shop.db."));
        else if (!given.Contains('=', StringComparison.Ordinal))
            return (Sqlite, new SqliteConnectionStringBuilder { DataSource = given }.ConnectionString);
        else if (Keywords(given) is not { } keywords)
            problems.Add(new("--connection", "", $"'{given}' is no connection string; write it as 'Data Source=shop.db' or 'Host=localhost;Database=shop;Username=me'."));
        else if (keywords.ContainsKey("Host") || keywords.ContainsKey("Server"))
            return (PostgreSql, given);
        else if (keywords.ContainsKey("Data Source") || keywords.ContainsKey("DataSource") || keywords.ContainsKey("Filename"))
            return (Sqlite, given);
        else
            problems.Add(new("--connection", "", $"'{given}' names neither a SQLite file ('Data Source=shop.db') nor a PostgreSQL server ('Host=localhost;Database=shop;Username=me')."));
        return (Sqlite, given);
    }

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

    /// <summary>What a database refused, in its own words, and how to mend it where that is known.</summary>
    public InputProblem ProblemOf(DbException refused)
    {
        string mend = RefusalOf(refused) switch
        {
            DatabaseRefusal.ExistingTable => "; name another database, or replace its tables with 'segments import --replace'",
            DatabaseRefusal.MissingSchema => "; make it with CREATE SCHEMA, or name another one",
            _ => "",
        };
        return new InputProblem("--connection", "", $"the database refused: {(refused as PostgresException)?.MessageText ?? refused.Message}{mend}");
    }

    private static DbConnectionStringBuilder? Keywords(string connection)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connection };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
