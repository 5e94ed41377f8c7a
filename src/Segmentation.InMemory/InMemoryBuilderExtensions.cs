using Segmentation;
using Segmentation.InMemory;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses a host's own objects as the source of segments, and its memory as their store.</summary>
public static class InMemoryBuilderExtensions
{
    /// <summary>
    /// Customers are objects of the host, in the class that <see cref="SegmentationBuilder.MapSubject{T, TMap}"/> maps. Where
    /// no other store is chosen, definitions and members are kept in memory.
    /// </summary>
    /// <typeparam name="T">The host's class of the subject.</typeparam>
    /// <param name="builder">The declaration.</param>
    /// <param name="subjects">Gives the objects, in any order; asked by every evaluation, perhaps by several at once.</param>
    /// <param name="with">Adds rows of other entities, with <see cref="ObjectSource{T}.With{TRow}"/>; null for none.</param>
    public static SegmentationBuilder UseObjects<T>(
        this SegmentationBuilder builder, Func<IServiceProvider, IEnumerable<T>> subjects, Func<ObjectSource<T>, ObjectSource<T>>? with = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(subjects);
        return builder
            .UseSource("UseObjects", context =>
            {
                var source = new ObjectSource<T>(context.Schema, MapOf<T>(context), () => subjects(context.Services));
                return with is null ? source : with(source);
            })
            .UseStoreByDefault("UseObjects", context => new InMemorySegmentStore(KeyKindOf(context), context.Time));
    }

    /// <summary>Customers are objects of the host that are there already.</summary>
    /// <typeparam name="T">The host's class of the subject.</typeparam>
    /// <param name="builder">The declaration.</param>
    /// <param name="subjects">The objects, in any order; enumerated by every evaluation.</param>
    public static SegmentationBuilder UseObjects<T>(this SegmentationBuilder builder, IEnumerable<T> subjects)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(subjects);
        return builder.UseObjects(_ => subjects);
    }

    /// <summary>Definitions, members and events are kept in the memory of the process, and are gone when it ends.</summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="keyKind">The kind of customers' keys; null for that of the mapped class.</param>
    public static SegmentationBuilder UseInMemoryStore(this SegmentationBuilder builder, KeyKind? keyKind = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseStore("UseInMemoryStore", context => new InMemorySegmentStore(keyKind ?? KeyKindOf(context), context.Time));
    }

    private static SubjectMap<T> MapOf<T>(SegmentationContext context)
        where T : class => context.FindMap<T>()
            ?? throw new InvalidOperationException($"UseObjects needs to know where the names are in {typeof(T).Name}; call MapSubject<{typeof(T).Name}, …> in AddSegmentation.");

    private static KeyKind KeyKindOf(SegmentationContext context) => context.Mapping?.Key?.Kind
        ?? throw new InvalidOperationException("The in-memory store needs to know the kind of customers' keys; pass it to UseInMemoryStore, or call MapSubject in AddSegmentation.");
}
