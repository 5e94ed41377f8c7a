using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Segmentation;
using Segmentation.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds segmentation to a host's services.</summary>
public static class SegmentationServiceCollectionExtensions
{
    /// <summary>
    /// Adds segmentation: <see cref="SegmentCatalog"/>, <see cref="SegmentRefresher"/>, <see cref="SegmentMemberships"/>,
    /// <see cref="CustomerTags"/>, <see cref="RefreshHistory"/>, <see cref="SegmentEvents"/>, <see cref="SegmentEvaluator"/>, <see cref="SegmentExplainer"/>,
    /// <see cref="SegmentSchema"/>, <see cref="ISegmentSource"/> and <see cref="ISegmentStore"/>, and <see cref="SegmentMatcher{T}"/> of a mapped
    /// class, all singletons. May be called again; all calls together are one registration.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Declares what is used.</param>
    public static IServiceCollection AddSegmentation(this IServiceCollection services, Action<SegmentationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        return Add(services, null, configure);
    }

    /// <summary>Adds segmentation of another subject, such as companies: the same services, keyed by a name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name, by which services are asked for and options are named.</param>
    /// <param name="configure">Declares what is used.</param>
    public static IServiceCollection AddSegmentation(this IServiceCollection services, string name, Action<SegmentationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, configure);
    }

    private static IServiceCollection Add(IServiceCollection services, string? name, Action<SegmentationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        SegmentationSetup? setup = services.Select(d => d.IsKeyedService ? null : d.ImplementationInstance as SegmentationSetup)
            .FirstOrDefault(s => s is not null && s.Name == name);
        if (setup is null)
        {
            setup = new SegmentationSetup(name);
            services.AddSingleton(setup);
            Register(services, setup);
        }

        configure(new SegmentationBuilder(services, setup));
        return services;
    }

    private static void Register(IServiceCollection services, SegmentationSetup setup)
    {
        string options = setup.Name ?? Options.Options.DefaultName;
        Validated<SegmentationOptions>(services, options, o => o.Problems());
        Validated<RefreshOptions>(services, options, o => o.Problems());
        Validated<DeliveryOptions>(services, options, o => o.Problems());
        Single(services, setup.Name, provider => new SegmentationRuntime(setup, provider));
        Part(services, setup.Name, r => r.Catalog);
        Part(services, setup.Name, r => r.Refresher);
        Part(services, setup.Name, r => r.Memberships);
        Part(services, setup.Name, r => r.Tags);
        Part(services, setup.Name, r => r.History);
        Part(services, setup.Name, r => r.Events);
        Part(services, setup.Name, r => r.Catalog.Schema);
        Part(services, setup.Name, r => r.Source);
        Part(services, setup.Name, r => r.Store);
        Part(services, setup.Name, r => new SegmentEvaluator(r.Source));
        Part(services, setup.Name, r => new SegmentExplainer(r.Source));
    }

    internal static void Part<T>(IServiceCollection services, string? name, Func<SegmentationRuntime, T> part)
        where T : class => Single(services, name, provider => part(
            name is null ? provider.GetRequiredService<SegmentationRuntime>() : provider.GetRequiredKeyedService<SegmentationRuntime>(name)));

    private static void Single<T>(IServiceCollection services, string? name, Func<IServiceProvider, T> create)
        where T : class
    {
        if (name is null)
            services.TryAddSingleton(create);
        else
            services.TryAddKeyedSingleton(name, (provider, _) => create(provider));
    }

    private static void Validated<T>(IServiceCollection services, string name, Func<T, IEnumerable<string>> problems)
        where T : class
    {
        services.AddOptions<T>(name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new OptionsRules<T>(name, problems));
    }
}
