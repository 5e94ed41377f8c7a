using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>A host's context with customers by a key of any kind, and the tables of segments.</summary>
public sealed class KeyedContext(DbContextOptions<KeyedContext> options) : DbContext(options)
{
    private static readonly ConcurrentDictionary<(string, KeyKind), IModel> Models = new();

    /// <summary>The model for customers whose keys are of a kind.</summary>
    internal static IModel ModelOf(string provider, KeyKind kind, Func<ModelBuilder> conventions) => Models.GetOrAdd((provider, kind), key =>
    {
        ModelBuilder builder = conventions();
        _ = kind switch
        {
            KeyKind.Integer => Declare<long>(),
            KeyKind.Guid => Declare<Guid>(),
            _ => Declare<string>(),
        };
        return builder.FinalizeModel();

        ModelBuilder Declare<TKey>()
            where TKey : notnull => builder.Entity<Keyed<TKey>>(e => e.ToTable("customers").HasKey(c => c.Id)).AddSegmentation<Keyed<TKey>>();
    });
}

public sealed class Keyed<TKey>
    where TKey : notnull
{
    public TKey Id { get; set; } = default!;

    public ICollection<SegmentMember<TKey>> Segments { get; } = [];
}
