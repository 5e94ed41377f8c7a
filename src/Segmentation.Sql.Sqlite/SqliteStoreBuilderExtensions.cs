using Segmentation;
using Segmentation.Sql;
using Segmentation.Sql.Sqlite;
using Segmentation.Sql.Store;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses a SQLite database as the store of segments.</summary>
public static class SqliteStoreBuilderExtensions
{
    /// <summary>
    /// Definitions, members and events are kept in a SQLite database, which may be the customers' and is made where it is
    /// missing; as <see cref="SqliteSegmentStore.Create(string, KeyKind, SqlStoreOptions?)"/> says. Leases end by the host's clock.
    /// </summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="connectionString">Such as <c>Data Source=segments.db</c>.</param>
    /// <param name="keyKind">The kind of customers' keys; null for that of the mapped class.</param>
    /// <param name="configure">Says where the tables are; null for the defaults.</param>
    public static SegmentationBuilder UseSqliteStore(
        this SegmentationBuilder builder, string connectionString, KeyKind? keyKind = null, Action<SqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.UseStore(nameof(UseSqliteStore), context => StoreOf(context, connectionString, keyKind, configure, nameof(UseSqliteStore)));
    }

    internal static ISegmentStore StoreOf(
        SegmentationContext context, string connectionString, KeyKind? keyKind, Action<SqlStoreOptions>? configure, string call) => SqliteSegmentStore.Create(
            connectionString,
            StoreChoice.KeyKindOf(context, keyKind, call),
            StoreChoice.OptionsOf(configure),
            settings => settings with { Clock = context.Time });
}
