using Segmentation;
using Segmentation.Sql;
using Segmentation.Sql.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses a SQLite database as the source of customers, and as their segments' store.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Customers are rows of a SQLite database. Where no other store is chosen, definitions, members and events are kept
    /// beside them, as <c>UseSqliteStore</c> does.
    /// </summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="connectionString">Such as <c>Data Source=shop.db</c>.</param>
    /// <param name="map">Says where the schema's names are in the tables, as far as it differs from the defaults (see <see cref="SqlMap"/>); null for nothing.</param>
    /// <param name="keyKind">The kind of customers' keys, for the store; null for that of the mapped class.</param>
    public static SegmentationBuilder UseSqlite(
        this SegmentationBuilder builder, string connectionString, Action<SqlMap>? map = null, KeyKind? keyKind = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder
            .UseSource(nameof(UseSqlite), context => new SqlSource(context.Schema, new SqliteDatabase(connectionString), map))
            .UseStoreByDefault(nameof(UseSqlite), context => SqliteStoreBuilderExtensions.StoreOf(context, connectionString, keyKind, null, nameof(UseSqlite)));
    }
}
