using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Segmentation.Sql.Store;

/// <summary>SQLite: rows are a JSON array, a transaction that writes has the database for itself from its beginning.</summary>
/// <param name="keyKind">The kind of keys.</param>
/// <param name="guidsAreUpperCase">Whether GUIDs, which are texts here, are written as the driver and EF Core do, so that they equal a host's.</param>
internal sealed class SqliteStoreDialect(KeyKind keyKind, bool guidsAreUpperCase = false) : StoreDialect(keyKind)
{
    // Text that stays within a parameter needs no more escaping than JSON itself.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<int, StoreTrouble> Troubles = new()
    {
        [5] = new(StoreTroubleKind.Lasting, "Another process holds the database for too long: look for a transaction that was left open, or raise Default Timeout of the connection string."),
        [6] = new(StoreTroubleKind.Lasting, "Another connection of this process holds a table for too long: do not use Cache=Shared for the store."),
        [8] = new(StoreTroubleKind.Lasting, "The database is read-only: check Mode of the connection string, and the rights on the file and its directory, which must be writable, too."),
        [10] = new(StoreTroubleKind.Lasting, "The file could not be read or written: check the disk."),
        [11] = new(StoreTroubleKind.Lasting, "The file is damaged: restore it from a backup."),
        [13] = new(StoreTroubleKind.Lasting, "The database or the disk is full: free space, or raise max_page_count."),
        [14] = new(StoreTroubleKind.Lasting, "The file cannot be opened: check its path, that its directory is there, and the rights on both."),
        [23] = new(StoreTroubleKind.Lasting, "The process lacks the right."),
        [26] = new(StoreTroubleKind.Lasting, "The file is no SQLite database: check its path."),
    };

    public override string Name => "SQLite";

    public override CompositionDialect Composition => SqliteComposition.Instance;

    public override string DefaultSchema => "";

    public override string DefaultPrefix => "segmentation_";

    public override bool HasSchemas => false;

    public override int IdentifierLimit => 0;

    public override bool HasReservedPrefix(string prefix) => prefix.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase);

    public override bool HasOneWriter => true;

    public override bool WantsBounds => false;

    public override StoreFragment ForUpdate => new("");

    public override string BeginReading => "BEGIN";

    public override StoreFragment? ServerTime => null;

    public override string Parameter(int index, StoreColumnType type) => ParameterName(index);

    public override string Placeholder(int index) => ParameterName(index);

    public override string ParameterName(int index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}");

    public override void AppendRows(StringBuilder text, List<object> values, RowSet rows)
    {
        IEnumerable<string> columns = rows.Columns.Count == 1
            ? [$"j.value AS {rows.Columns[0].Name}"]
            : rows.Columns.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"j.value ->> {i} AS {c.Name}"));
        text.Append(CultureInfo.InvariantCulture, $"(SELECT {string.Join(", ", columns)}, j.key + 1 AS n FROM json_each({ParameterName(values.Count)}) AS j) AS r");
        values.Add(JsonOf(rows));
    }

    public override object ToStored(SubjectKey key) => key.Kind switch
    {
        KeyKind.Integer => key.Integer,
        KeyKind.Guid when guidsAreUpperCase => key.Guid.ToString("D").ToUpperInvariant(),
        KeyKind.Guid => key.Guid.ToString("D"),
        _ => StoredText.Exact(key.ToString()),
    };

    public override string TypeOf(StoreColumnType type) =>
        type == StoreColumnType.Text || (type == StoreColumnType.Key && KeyKind != KeyKind.Integer) ? "TEXT" : "INTEGER";

    // A single number as the key is the row's own number already; other keys would be kept twice.
    public override string TableOptions(StoreTable table) =>
        table.Key.Count == 1 && table.Columns.First(c => c.Name == table.Key[0]).Type == StoreColumnType.Integer ? "" : " WITHOUT ROWID";

    public override async Task InitializeAsync(StoreWork work)
    {
        // In a database of the store's own, readers and the writer are not to wait for each other. A host's is left as it is.
        if (await work.FindNumberAsync("find tables", $"SELECT count(*) FROM sqlite_schema").ConfigureAwait(false) == 0)
            await work.ExecuteAsync("keep a write-ahead log", $"PRAGMA journal_mode = WAL").ConfigureAwait(false);
    }

    public override Task BeginMigrationAsync(StoreWork work) => Task.CompletedTask;

    public override async Task<bool> HasTableAsync(StoreWork work, StoreTable table) => await work.FindNumberAsync(
        "find table", $"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = {work.Names.Of(table)} COLLATE NOCASE").ConfigureAwait(false) is not null;

    public override StoreTrouble TroubleOf(DbException error)
    {
        // The driver, which is not known here, begins every message like this.
        const string Beginning = "SQLite Error ";
        string message = error.Message;
        if (message.Contains("no such table", StringComparison.Ordinal) || message.Contains("no such column", StringComparison.Ordinal))
            return new StoreTrouble(StoreTroubleKind.Missing, "The store's tables are missing, or are another version's: prepare the store first, and check its file and prefix.");
        if (message.Contains("already exists", StringComparison.Ordinal) || message.Contains("already another table", StringComparison.Ordinal))
            return new StoreTrouble(StoreTroubleKind.Lasting, "The name is taken by something else: choose another prefix for the store.");
        int end = message.IndexOf(':', StringComparison.Ordinal);
        return message.StartsWith(Beginning, StringComparison.Ordinal) && end > 0
            && int.TryParse(message.AsSpan(Beginning.Length, end - Beginning.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            && Troubles.TryGetValue(code, out StoreTrouble trouble) ? trouble : StoreTrouble.Unknown;
    }

    private string JsonOf(RowSet rows)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartArray();
            for (int row = 0; row < rows.Count; row++)
            {
                if (rows.Columns.Count > 1)
                    writer.WriteStartArray();
                for (int column = 0; column < rows.Columns.Count; column++)
                    Write(writer, rows.ValuesOf(column)[row] is SubjectKey key ? ToStored(key) : rows.ValuesOf(column)[row]);
                if (rows.Columns.Count > 1)
                    writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        if (value is long number)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue((string?)value);
    }
}
