using Microsoft.EntityFrameworkCore;
using Segmentation.Sql.Store;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Repeats the store's work as the context's own execution strategy says, such as that of <c>EnableRetryOnFailure</c>.</summary>
internal sealed class ContextRetries<TContext>(IDbContextFactory<TContext> contexts) : IStoreRetries
    where TContext : DbContext
{
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken ct)
    {
        // The strategy belongs to a context; each attempt has one of its own, as its connection may be broken.
        TContext context = await contexts.CreateDbContextAsync(ct).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
            return await context.Database.CreateExecutionStrategy().ExecuteAsync(attempt, ct).ConfigureAwait(false);
    }
}
