using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// Segments over a host's own <see cref="DbContext"/>: each entity that the conditions read is one untracked query of the
/// values they need, in key order, streamed, and all of them see one state of the database. Values are compared by Core, so
/// that every answer is the same on every provider. Safe for concurrent use.
/// </summary>
/// <remarks>
/// SQLite reads over one connection, PostgreSQL over one for each entity, with the snapshot of the first. Other providers
/// take one connection, on which the rows of one entity after another are read whole, in a transaction of the isolation
/// level Snapshot (SQL Server) or RepeatableRead. Rows whose key the database cannot order by number, GUID text or code
/// points are sorted in process.
/// </remarks>
/// <typeparam name="TContext">The host's context.</typeparam>
public sealed class EntitySource<TContext> : ISegmentSource
    where TContext : DbContext
{
    private readonly IDbContextFactory<TContext> _contexts;
    private readonly EntityMaps _maps;

    /// <summary>A source over the contexts of a factory.</summary>
    /// <param name="contexts">Makes contexts; one or more for every evaluation, disposed at its end.</param>
    /// <param name="maps">Where the schema's attributes and relations are.</param>
    public EntitySource(IDbContextFactory<TContext> contexts, EntityMaps maps)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(maps);
        _contexts = contexts;
        _maps = maps;
    }

    /// <summary>Where the schema's attributes and relations are.</summary>
    public EntityMaps Maps => _maps;

    /// <inheritdoc/>
    public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(needs);
        // EF would enlist the connections one by one, in the midst of the view that they share.
        if (Transaction.Current is not null)
            throw new SegmentSourceException("Segments are read in one state of the database, by transactions of their own: evaluate and refresh outside of the TransactionScope, or within one that suppresses it.");
        DbContext context = await CreateAsync(ct).ConfigureAwait(false);
        DatabaseView view;
        Dictionary<string, ReadPlan?> plans;
        ModelMap map;
        try
        {
            map = _maps.On(context.Model, context.Database.ProviderName);
            plans = Plan(needs, map);
        }
        catch
        {
            await context.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        view = await DatabaseView.OpenAsync(CreateAsync, context, map.Provider, ct).ConfigureAwait(false);
        return new EntitySnapshot(view, plans);
    }

    /// <summary>What does not fit between the maps and the context's model; empty when all does.</summary>
    internal IReadOnlyList<Problem> Problems()
    {
        using TContext context = _contexts.CreateDbContext();
        return new ModelCheck(_maps.On(context.Model, context.Database.ProviderName), context).Find();
    }

    private async Task<DbContext> CreateAsync(CancellationToken ct) => await _contexts.CreateDbContextAsync(ct).ConfigureAwait(false);

    private static Dictionary<string, ReadPlan?> Plan(SourceRequest needs, ModelMap map)
    {
        var missing = new List<string>(map.Problems.Select(p => p.ToString()));
        var plans = new Dictionary<string, ReadPlan?>(StringComparer.Ordinal);
        foreach (EntityRead read in needs.Reads)
        {
            // The tree over a set's values may be unknown; then its values have no descendants.
            bool isTree = needs.Schema.Entities.Any(e => e.Attributes.Any(a => a.Hierarchy == read.Root.Name));
            string name = EntitySnapshot.NameOf(read);
            ReadPlan? plan = null;
            if (isTree && !map.Roots.ContainsKey(read.Root.Name))
                plans[name] = null;
            else if (!map.Plans.TryGetValue(name, out plan) && (plan = ReadPlan.Create(read, map, missing)) is not null)
                map.Plans.TryAdd(name, plan);
            plans[name] = plan;
        }

        return missing.Count == 0 ? plans : throw new SegmentSourceException(string.Join(Environment.NewLine, missing.Distinct()));
    }
}

/// <summary>One evaluation's view of the database.</summary>
internal sealed class EntitySnapshot(DatabaseView view, Dictionary<string, ReadPlan?> plans) : ISourceSnapshot
{
    private volatile bool _isDisposed;

    /// <summary>What makes two reads the same.</summary>
    public static string NameOf(EntityRead read) =>
        $"{read}({string.Join(',', read.Attributes.Select(a => $"{a.Name}:{a.Type}"))};{string.Join(',', read.References.Select(r => r.Name))})";

    public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(read);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!plans.TryGetValue(NameOf(read), out ReadPlan? plan))
            throw new SegmentSourceException($"The read '{read}' was not in the request that opened the snapshot: ask for it there.");
        if (plan is null)
            yield break;
        ReadingContext reading = await view.LeaseAsync(ct).ConfigureAwait(false);
        try
        {
            reading.RequireUnbroken();
            var provider = reading.Context.GetService<IAsyncQueryProvider>();
            IAsyncEnumerable<ColumnBatch> batches = plan.Reader.ReadAsync(provider, plan.Query, reading.Turns, view.IsWhole, ct);
            await foreach (ColumnBatch batch in batches.ConfigureAwait(false))
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                reading.RequireUnbroken();
                yield return batch;
            }

            reading.RequireUnbroken();
        }
        finally
        {
            await view.ReturnAsync(reading).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return ValueTask.CompletedTask;
        _isDisposed = true;
        return view.DisposeAsync();
    }
}
