using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Segmentation.Sql.Store;

/// <summary>PostgreSQL: rows are arrays, rows are locked where they are decided by, DDL is transactional.</summary>
internal sealed class PostgreSqlStoreDialect(KeyKind keyKind) : StoreDialect(keyKind)
{
    private static readonly Dictionary<string, StoreTrouble> Troubles = new(StringComparer.Ordinal)
    {
        ["08"] = new(StoreTroubleKind.Disconnected, Connection),
        ["57P01"] = new(StoreTroubleKind.Disconnected, Connection),
        ["57P02"] = new(StoreTroubleKind.Disconnected, Connection),
        ["57P03"] = new(StoreTroubleKind.Disconnected, "The server is starting or stopping; try again when it answers."),
        ["57P05"] = new(StoreTroubleKind.Disconnected, Connection),
        ["40001"] = new(StoreTroubleKind.Conflict, "Others changed the same rows at the same time; try again."),
        ["40P01"] = new(StoreTroubleKind.Conflict, "Others changed the same rows at the same time; try again."),
        ["53100"] = new(StoreTroubleKind.Lasting, "The server's disk is full: free space on it and try again."),
        ["53300"] = new(StoreTroubleKind.Lasting, "The server has no connection left: raise max_connections, or lower Maximum Pool Size of its clients."),
        ["25006"] = new(StoreTroubleKind.Lasting, "The server or the session is read-only: connect to the primary server, and check default_transaction_read_only."),
        ["42501"] = new(StoreTroubleKind.Lasting, "The user lacks a right: grant USAGE on the store's schema and SELECT, INSERT, UPDATE and DELETE on its tables; to make them it needs CREATE, too."),
        ["42P01"] = new(StoreTroubleKind.Missing, Missing),
        ["42703"] = new(StoreTroubleKind.Missing, Missing),
        ["3F000"] = new(StoreTroubleKind.Missing, Missing),
        ["42P07"] = new(StoreTroubleKind.Lasting, "The name is taken by something else: choose another schema or prefix for the store."),
        ["42710"] = new(StoreTroubleKind.Lasting, "The name is taken by something else: choose another schema or prefix for the store."),
        ["57014"] = new(StoreTroubleKind.Lasting, "The server ended the statement: raise statement_timeout, or the store's CommandTimeout."),
        ["55P03"] = new(StoreTroubleKind.Lasting, "Another transaction holds a lock for too long: look for one that was left open, or raise lock_timeout."),
    };

    private const string Connection = "The connection to the server is lost: try again when it answers.";
    private const string Missing = "The store's tables are missing, or are another version's: prepare the store first, and check its schema and prefix.";

    public override string Name => "PostgreSQL";

    public override CompositionDialect Composition => PostgreSqlComposition.Instance;

    public override string DefaultSchema => "segmentation";

    public override string DefaultPrefix => "";

    public override int IdentifierLimit => 63;

    public override bool HasOneWriter => false;

    public override bool WantsBounds => true;

    public override StoreFragment ForUpdate => new(" FOR UPDATE");

    public override string BeginReading => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    // Not now(), which is the time when the transaction began, before it waited for locks.
    public override StoreFragment? ServerTime => new("(extract(epoch FROM clock_timestamp()) * 1000000)::bigint");

    public override string Parameter(int index, StoreColumnType type) =>
        string.Create(CultureInfo.InvariantCulture, $"${index + 1}::{ParameterType(type)}");

    public override string Placeholder(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    public override string ParameterName(int index) => "";

    public override void AppendRows(StringBuilder text, List<object> values, RowSet rows)
    {
        text.Append("unnest(");
        for (int column = 0; column < rows.Columns.Count; column++)
        {
            StoreColumnType type = rows.Columns[column].Type;
            text.Append(CultureInfo.InvariantCulture, $"{(column == 0 ? "" : ", ")}${values.Count + 1}::{ParameterType(type)}[]");
            values.Add(ArrayOf(rows.ValuesOf(column), type));
        }

        text.Append(CultureInfo.InvariantCulture, $") WITH ORDINALITY AS r({string.Join(", ", rows.Columns.Select(c => c.Name))}, n)");
    }

    public override object ToStored(SubjectKey key) => key.Kind switch
    {
        KeyKind.Integer => key.Integer,
        KeyKind.Guid => key.Guid,
        _ => StoredText.Exact(key.ToString()),
    };

    public override string TypeOf(StoreColumnType type) => type switch
    {
        StoreColumnType.Small => "smallint",
        StoreColumnType.Text => "text COLLATE \"C\"",
        StoreColumnType.Key when KeyKind == KeyKind.Text => "text COLLATE \"C\"",
        _ => ParameterType(type),
    };

    public override string TableOptions(StoreTable table) => "";

    public override Task InitializeAsync(StoreWork work) => Task.CompletedTask;

    public override async Task BeginMigrationAsync(StoreWork work)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"Segmentation\n{work.Names.Schema}\n{work.Names.Prefix}"));
        await work.ExecuteAsync("wait for other preparations", $"SELECT pg_advisory_xact_lock({BitConverter.ToInt64(digest)})").ConfigureAwait(false);
        // Not IF NOT EXISTS, which asks for the right to create also when there is nothing to do.
        if (work.Names.Schema.Length > 0
            && await work.FindNumberAsync("find schema", $"SELECT 1::bigint FROM pg_namespace WHERE nspname = {work.Names.Schema}").ConfigureAwait(false) is null)
            await work.ExecuteAsync("make schema", $"CREATE SCHEMA {new StoreFragment(Quote(work.Names.Schema))}").ConfigureAwait(false);
    }

    public override async Task<bool> HasTableAsync(StoreWork work, StoreTable table)
    {
        string name = Quote(work.Names, work.Names.Of(table));
        return await work.FindNumberAsync("find table", $"SELECT 1::bigint WHERE to_regclass({name}) IS NOT NULL").ConfigureAwait(false) is not null;
    }

    public override async Task RefreshStatisticsAsync(StoreWork work, IReadOnlyList<StoreTable> tables)
    {
        // Without figures it sorts a whole segment for each block of members that is read. Who does not own the tables is
        // warned by the server, and nothing else happens.
        foreach (StoreTable table in tables)
            await work.ExecuteAsync("refresh statistics", $"ANALYZE {table}").ConfigureAwait(false);
    }

    public override StoreTrouble TroubleOf(DbException error)
    {
        string? state = error.SqlState;
        // An error without a state is the driver's own: it could not connect, or the connection broke.
        if (state is null)
        {
            return error.InnerException is TimeoutException
                ? new StoreTrouble(StoreTroubleKind.Lasting, "The server did not answer in time: look for a transaction that was left open, or raise the store's CommandTimeout.")
                : Troubles["08"];
        }

        return Troubles.TryGetValue(state, out StoreTrouble trouble) || Troubles.TryGetValue(state[..2], out trouble) ? trouble : StoreTrouble.Unknown;
    }

    private string ParameterType(StoreColumnType type) => (type, KeyKind) switch
    {
        (StoreColumnType.Text, _) or (StoreColumnType.Key, KeyKind.Text) => "text",
        (StoreColumnType.Key, KeyKind.Guid) => "uuid",
        _ => "bigint",
    };

    private Array ArrayOf(IReadOnlyList<object?> values, StoreColumnType type) => (type, KeyKind) switch
    {
        (StoreColumnType.Key, KeyKind.Integer) => values.Select(v => ((SubjectKey)v!).Integer).ToArray(),
        (StoreColumnType.Key, KeyKind.Guid) => values.Select(v => ((SubjectKey)v!).Guid).ToArray(),
        (StoreColumnType.Key, _) => values.Select(v => StoredText.Exact(((SubjectKey)v!).ToString())).ToArray(),
        (StoreColumnType.Text, _) => values.Cast<string?>().ToArray(),
        _ when values.Contains(null) => values.Cast<long?>().ToArray(),
        _ => values.Cast<long>().ToArray(),
    };
}
