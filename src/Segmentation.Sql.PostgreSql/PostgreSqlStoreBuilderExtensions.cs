using Npgsql;
using Segmentation;
using Segmentation.Sql;
using Segmentation.Sql.PostgreSql;
using Segmentation.Sql.Store;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses a PostgreSQL database as the store of segments.</summary>
public static class PostgreSqlStoreBuilderExtensions
{
    /// <summary>
    /// Definitions, members and events are kept in a PostgreSQL database, which may be the customers'; as
    /// <see cref="PostgreSqlSegmentStore.Create(NpgsqlDataSource, KeyKind, SqlStoreOptions?)"/> says. Leases end by the server's clock.
    /// </summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="source">The data source, which stays the host's.</param>
    /// <param name="keyKind">The kind of customers' keys; null for that of the mapped class.</param>
    /// <param name="configure">Says where the tables are; null for the defaults.</param>
    public static SegmentationBuilder UsePostgreSqlStore(
        this SegmentationBuilder builder, NpgsqlDataSource source, KeyKind? keyKind = null, Action<SqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.UsePostgreSqlStore(_ => source, keyKind, configure);
    }

    /// <summary>The same with a data source of the host's services.</summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="source">Gives the data source, once; it stays the host's.</param>
    /// <param name="keyKind">The kind of customers' keys; null for that of the mapped class.</param>
    /// <param name="configure">Says where the tables are; null for the defaults.</param>
    public static SegmentationBuilder UsePostgreSqlStore(
        this SegmentationBuilder builder, Func<IServiceProvider, NpgsqlDataSource> source, KeyKind? keyKind = null, Action<SqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.UseStore(nameof(UsePostgreSqlStore), context => StoreOf(context, source, keyKind, configure, nameof(UsePostgreSqlStore)));
    }

    internal static ISegmentStore StoreOf(
        SegmentationContext context, Func<IServiceProvider, NpgsqlDataSource> source, KeyKind? keyKind, Action<SqlStoreOptions>? configure, string call) =>
        PostgreSqlSegmentStore.Create(source(context.Services), StoreChoice.KeyKindOf(context, keyKind, call), StoreChoice.OptionsOf(configure));
}
