using System.Data.Common;
using System.Text;

namespace Segmentation.Sql.Store;

/// <summary>
/// What differs between databases as far as the store is concerned, for one kind of keys. Knows no driver, so that a store
/// works on connections that others open. Immutable.
/// </summary>
internal abstract class StoreDialect(KeyKind keyKind)
{
    /// <summary>The database's name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of customers' keys.</summary>
    public KeyKind KeyKind { get; } = keyKind;

    /// <summary>How the database compares what segments ask.</summary>
    public abstract CompositionDialect Composition { get; }

    /// <summary>Whether tables are in schemas.</summary>
    public virtual bool HasSchemas => true;

    /// <summary>The schema of tables when the options do not say.</summary>
    public abstract string DefaultSchema { get; }

    /// <summary>What tables' names begin with when the options do not say.</summary>
    public abstract string DefaultPrefix { get; }

    /// <summary>The greatest length of an identifier in bytes of UTF-8; 0 for no limit.</summary>
    public abstract int IdentifierLimit { get; }

    /// <summary>Whether names that begin so belong to the database.</summary>
    public virtual bool HasReservedPrefix(string prefix) => false;

    /// <summary>Whether only one transaction can write at a time, so that waiting for one's turn is better done before it begins.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>Whether keys are better looked for within bounds, because the database may find it cheaper to go through all rows than to look up each key.</summary>
    public abstract bool WantsBounds { get; }

    /// <summary>What stands behind a SELECT that locks its rows until the transaction ends.</summary>
    public abstract StoreFragment ForUpdate { get; }

    /// <summary>The statement that begins a transaction in which all reads see one state.</summary>
    public abstract string BeginReading { get; }

    /// <summary>An expression for the server's time in microseconds since 1970; null where there is no server.</summary>
    public abstract StoreFragment? ServerTime { get; }

    /// <summary>An identifier as a statement has it, whatever characters it is made of.</summary>
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The name of a table or an index of the store.</summary>
    public static string Quote(StoreNames names, string name) => names.Schema.Length == 0 ? Quote(name) : $"{Quote(names.Schema)}.{Quote(name)}";

    /// <summary>How a statement has the parameter at a place, with its type where the database would guess.</summary>
    public abstract string Parameter(int index, StoreColumnType type);

    /// <summary>How a statement has the parameter at a place whose value tells its type.</summary>
    public abstract string Placeholder(int index);

    /// <summary>The parameter's own name; empty where parameters go by their places.</summary>
    public abstract string ParameterName(int index);

    /// <summary>Writes rows as the table <c>r</c>.</summary>
    public abstract void AppendRows(StringBuilder text, List<object> values, RowSet rows);

    /// <summary>A key as a parameter has it.</summary>
    public abstract object ToStored(SubjectKey key);

    /// <summary>A key of a row.</summary>
    public SubjectKey ReadKey(DbDataReader row, int ordinal) => KeyKind switch
    {
        KeyKind.Integer => new SubjectKey(row.GetInt64(ordinal)),
        KeyKind.Guid => new SubjectKey(row.GetGuid(ordinal)),
        _ => new SubjectKey(row.GetString(ordinal)),
    };

    /// <summary>The type of a column in CREATE TABLE.</summary>
    public abstract string TypeOf(StoreColumnType type);

    /// <summary>What stands behind the columns of CREATE TABLE.</summary>
    public abstract string TableOptions(StoreTable table);

    /// <summary>What must be done outside of a transaction before tables are made in a new database.</summary>
    public abstract Task InitializeAsync(StoreWork work);

    /// <summary>Within a transaction: lets one process at a time make tables, and makes the schema where that is missing.</summary>
    public abstract Task BeginMigrationAsync(StoreWork work);

    /// <summary>Whether a table is there.</summary>
    public abstract Task<bool> HasTableAsync(StoreWork work, StoreTable table);

    /// <summary>Lets the database see that much has changed, where it would plan by old figures until it notices by itself.</summary>
    public virtual Task RefreshStatisticsAsync(StoreWork work, IReadOnlyList<StoreTable> tables) => Task.CompletedTask;

    /// <summary>What a database's error means, as far as it is known.</summary>
    public abstract StoreTrouble TroubleOf(DbException error);
}
