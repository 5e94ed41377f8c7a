using Npgsql;
using Segmentation.Sql.Store;

namespace Segmentation.Sql.PostgreSql;

/// <summary>Stores of segments in PostgreSQL databases.</summary>
public static class PostgreSqlSegmentStore
{
    /// <summary>A store in a database, which may be the customers'. Several processes may use it; leases end by the server's clock.</summary>
    /// <param name="source">The host's data source, which is not disposed. A call uses one connection.</param>
    /// <param name="keyKind">The kind of customers' keys.</param>
    /// <param name="options">Where the tables are; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option breaks a rule.</exception>
    public static ISegmentStore Create(NpgsqlDataSource source, KeyKind keyKind, SqlStoreOptions? options = null) =>
        Create(source, keyKind, options, static settings => settings);

    internal static SqlSegmentStore Create(NpgsqlDataSource source, KeyKind keyKind, SqlStoreOptions? options, Func<StoreSettings, StoreSettings> with)
    {
        ArgumentNullException.ThrowIfNull(source);
        var dialect = new PostgreSqlStoreDialect(keyKind);
        return new SqlSegmentStore(
            async ct => new StoreSession(await source.OpenConnectionAsync(ct).ConfigureAwait(false)), dialect, with((options ?? new SqlStoreOptions()).ToSettings(dialect)));
    }
}
