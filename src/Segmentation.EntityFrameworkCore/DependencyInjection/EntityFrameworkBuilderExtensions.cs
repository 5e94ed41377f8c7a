using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Segmentation;
using Segmentation.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses a host's own <see cref="DbContext"/> as the source of segments, and as their store.</summary>
public static class EntityFrameworkBuilderExtensions
{
    /// <summary>
    /// Customers are rows of the context, where the map that <c>MapSubject</c> declares says, or by name where there is none.
    /// Where no other store is chosen, definitions and members are kept in the tables that
    /// <c>modelBuilder.AddSegmentation</c> put into the context. Queries of the context know segments:
    /// <c>db.Customers.InSegment(…)</c>. The host registers the factory, by <c>AddDbContextFactory</c> or
    /// <c>AddPooledDbContextFactory</c>.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">The declaration.</param>
    /// <param name="maps">Adds maps of further entities, with <see cref="EntityMaps.Map{T}(string, SubjectMap{T})"/>; null for none.</param>
    /// <param name="maxComposedNodes">As in <see cref="SegmentationDbContextOptions.UseSegmentation(DbContextOptionsBuilder, EntityMaps, int)"/>.</param>
    public static SegmentationBuilder UseEntityFrameworkCore<TContext>(
        this SegmentationBuilder builder, Func<EntityMaps, EntityMaps>? maps = null, int maxComposedNodes = SegmentationDbContextOptions.DefaultMaxComposedNodes)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxComposedNodes, 1);
        string by = $"UseEntityFrameworkCore<{typeof(TContext).Name}>", key = $"Segmentation:{builder.Name}:{typeof(TContext).FullName}";
        string? name = builder.Name;
        // Declaring it again changes nothing but the last word on the source.
        if (builder.Services.Any(d => d.IsKeyedService && Equals(d.ServiceKey, key)))
            return Declare();
        builder.Services.AddKeyedSingleton(key, (services, _) => new MapsReference(() => Source(services).Maps));
        // Told to every way in which the host configures the context, before or after this.
        builder.Services.ConfigureDbContext<TContext>((services, options) =>
            options.UseSegmentation(services.GetRequiredKeyedService<MapsReference>(key), maxComposedNodes));
        // The map is tried when the host starts, beside its options.
        builder.Services.AddOptions<EntityFrameworkCheck>(key).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<EntityFrameworkCheck>>(services => new EntityFrameworkCheck.Rules(key, () => Source(services).Problems()));
        return Declare();

        SegmentationBuilder Declare() => builder
            .UseSource(by, context => new EntitySource<TContext>(Contexts(context), MapsOf(context)))
            .UseStoreByDefault(by, context => EntityStore.Create(Contexts(context), context.Time, context.Mapping?.Key?.Kind));

        EntityMaps MapsOf(SegmentationContext context)
        {
            var own = new EntityMaps(context.Schema);
            if (context.Mapping is { } mapping)
                own = own.With(mapping);
            return maps is null ? own : maps(own);
        }

        EntitySource<TContext> Source(IServiceProvider services) =>
            (name is null ? services.GetRequiredService<ISegmentSource>() : services.GetRequiredKeyedService<ISegmentSource>(name)) as EntitySource<TContext>
            ?? throw new InvalidOperationException($"The source of customers is not {typeof(TContext).Name}; leave out {by}, or the other source.");

        static IDbContextFactory<TContext> Contexts(SegmentationContext context) => context.Services.GetService<IDbContextFactory<TContext>>()
            ?? throw new InvalidOperationException($"There is no factory of {typeof(TContext).Name}; register it by services.AddDbContextFactory<{typeof(TContext).Name}>(…).");
    }
}
