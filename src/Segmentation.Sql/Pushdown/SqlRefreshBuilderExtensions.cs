using Segmentation;
using Segmentation.Sql;
using Segmentation.Sql.Store;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses how segments over SQL tables are refreshed.</summary>
public static class SqlRefreshBuilderExtensions
{
    /// <summary>
    /// Refreshes segments inside the database, in one transaction of as many statements whatever the number of customers and
    /// segments: neither customers nor members travel. For a <see cref="SqlSource"/> and a store in the same database, SQLite or
    /// PostgreSQL, or one that is distributed and compatible with it. Segments that the database would not answer exactly are
    /// evaluated in process, as without this call; docs/pushdown.md says which.
    /// </summary>
    /// <param name="builder">The declaration.</param>
    public static SegmentationBuilder RefreshInDatabase(this SegmentationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UsePushdown(nameof(RefreshInDatabase), Create);
    }

    private static SqlPushdown Create(ISegmentSource source, ISegmentStore store)
    {
        if (source is not SqlSource tables || tables.Database.Dialect.Composition is not { } dialect)
            throw new InvalidOperationException($"RefreshInDatabase needs customers in tables of SQLite or PostgreSQL, by a SqlSource; the source is a {source.GetType().Name}.");
        if (store is not SqlSegmentStore members || members.Dialect.Composition != dialect)
            throw new InvalidOperationException($"RefreshInDatabase needs the store of segments in the customers' database, which is {dialect.Name}; the store is a {store.GetType().Name}{(store as SqlSegmentStore is { } other ? $" of {other.Dialect.Name}" : "")}.");
        return new SqlPushdown(tables, members, dialect);
    }
}
