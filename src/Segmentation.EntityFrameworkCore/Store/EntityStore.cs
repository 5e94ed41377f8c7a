using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Segmentation.Sql;
using Segmentation.Sql.Store;

namespace Segmentation.EntityFrameworkCore;

/// <summary>The store of segments on the connections of a host's context.</summary>
internal static class EntityStore
{
    /// <summary>A store in the tables that <c>modelBuilder.AddSegmentation</c> put into the context's model.</summary>
    /// <param name="contexts">Makes contexts; every call has one, and with it its own connection.</param>
    /// <param name="time">The clock by which leases end on a database without a server.</param>
    /// <param name="mapped">The kind of keys that the subject's map reads; null when it has none.</param>
    /// <exception cref="InvalidOperationException">The model has no such tables, or for other keys, or the provider is none that the store knows.</exception>
    public static SqlSegmentStore Create<TContext>(IDbContextFactory<TContext> contexts, TimeProvider? time, KeyKind? mapped)
        where TContext : DbContext => Create(contexts, time, mapped, static settings => settings);

    internal static SqlSegmentStore Create<TContext>(
        IDbContextFactory<TContext> contexts, TimeProvider? time, KeyKind? mapped, Func<StoreSettings, StoreSettings> with)
        where TContext : DbContext
    {
        using TContext context = contexts.CreateDbContext();
        if (StoreModel.Find(context.Model) is not { } found)
        {
            throw new InvalidOperationException(
                $"{typeof(TContext).Name} has no tables for segments: call modelBuilder.AddSegmentation<…>() in OnModelCreating, or choose another store, such as UseSqliteStore(…).");
        }

        if (mapped is { } kind && kind != found.Kind)
        {
            throw new InvalidOperationException(
                $"The map's key is of kind {kind}, and the tables for segments in {typeof(TContext).Name} keep keys of kind {found.Kind}, as the primary key is: map .Key(…) to the primary key.");
        }

        StoreDialect dialect = Providers.Of(context.Database.ProviderName) switch
        {
            Provider.Sqlite => new SqliteStoreDialect(found.Kind, guidsAreUpperCase: true),
            Provider.PostgreSql => new PostgreSqlStoreDialect(found.Kind),
            _ => throw new InvalidOperationException($"Segments are stored in SQLite and PostgreSQL, and {typeof(TContext).Name} uses {context.Database.ProviderName}; choose another store, such as UsePostgreSqlStore(…)."),
        };
        StoreSettings settings = new SqlStoreOptions { Schema = found.Names.Schema, Prefix = found.Names.Prefix, MakesTables = false }.ToSettings(dialect);
        if (context.Database.CreateExecutionStrategy().RetriesOnFailure)
            settings = settings with { Retries = new ContextRetries<TContext>(contexts) };
        return new SqlSegmentStore(OpenAsync, dialect, with(dialect.HasOneWriter ? settings with { Clock = time } : settings));

        async ValueTask<StoreSession> OpenAsync(CancellationToken ct)
        {
            TContext context = await contexts.CreateDbContextAsync(ct).ConfigureAwait(false);
            try
            {
                await context.Database.OpenConnectionAsync(ct).ConfigureAwait(false);
                return new StoreSession(context.Database.GetDbConnection(), context.DisposeAsync) { Context = context };
            }
            catch
            {
                await context.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
