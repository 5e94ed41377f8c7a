using Npgsql;
using Segmentation;
using Segmentation.Sql;
using Segmentation.Sql.PostgreSql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses a PostgreSQL database as the source of customers, and as their segments' store.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>
    /// Customers are rows of a PostgreSQL database. Where no other store is chosen, definitions, members and events are kept
    /// beside them, as <c>UsePostgreSqlStore</c> does.
    /// </summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="source">The data source, which stays the host's.</param>
    /// <param name="map">Says where the schema's names are in the tables, as far as it differs from the defaults (see <see cref="SqlMap"/>); null for nothing.</param>
    /// <param name="keyKind">The kind of customers' keys, for the store; null for that of the mapped class.</param>
    public static SegmentationBuilder UsePostgreSql(
        this SegmentationBuilder builder, NpgsqlDataSource source, Action<SqlMap>? map = null, KeyKind? keyKind = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.UsePostgreSql(_ => source, map, keyKind);
    }

    /// <summary>The same with a data source of the host's services.</summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="source">Gives the data source; it stays the host's.</param>
    /// <param name="map">Says where the schema's names are in the tables, as far as it differs from the defaults (see <see cref="SqlMap"/>); null for nothing.</param>
    /// <param name="keyKind">The kind of customers' keys, for the store; null for that of the mapped class.</param>
    public static SegmentationBuilder UsePostgreSql(
        this SegmentationBuilder builder, Func<IServiceProvider, NpgsqlDataSource> source, Action<SqlMap>? map = null, KeyKind? keyKind = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder
            .UseSource(nameof(UsePostgreSql), context => new SqlSource(context.Schema, new PostgreSqlDatabase(source(context.Services)), map))
            .UseStoreByDefault(nameof(UsePostgreSql), context => PostgreSqlStoreBuilderExtensions.StoreOf(context, source, keyKind, null, nameof(UsePostgreSql)));
    }
}
