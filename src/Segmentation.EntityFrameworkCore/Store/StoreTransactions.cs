using Microsoft.EntityFrameworkCore;

namespace Segmentation;

/// <summary>The store's transactions as a host's context sees them.</summary>
public static class StoreTransactions
{
    /// <summary>
    /// The context that the store itself works by, in the store's transaction: what an <see cref="ICustomerGroupWriter"/>
    /// saves or updates by it is committed with the store's own changes or not at all. It is the store's: do not dispose it,
    /// and keep it no longer than the call.
    /// </summary>
    /// <typeparam name="TContext">The context of <c>UseEntityFrameworkCore&lt;TContext&gt;()</c>.</typeparam>
    /// <param name="transaction">What the store passed to the writer.</param>
    /// <exception cref="InvalidOperationException">The store is not on a context of this type.</exception>
    public static TContext GetContext<TContext>(this StoreTransaction transaction)
        where TContext : DbContext
    {
        TContext context = transaction.Context as TContext
            ?? throw new InvalidOperationException($"The store is not on {typeof(TContext).Name}, but on {transaction.Context?.GetType().Name ?? "no context"}; use the connection and the transaction themselves.");
        if (context.Database.CurrentTransaction is null)
            context.Database.UseTransaction(transaction.Transaction);
        return context;
    }
}
