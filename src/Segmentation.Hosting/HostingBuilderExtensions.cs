using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Segmentation;
using Segmentation.DependencyInjection;
using Segmentation.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets a host work for its segments in the background.</summary>
public static class HostingBuilderExtensions
{
    /// <summary>
    /// Checks at start that everything is declared, that the store can be used and which definitions can be; delivers events
    /// to handlers in the background; moves customers to groups whom a refresh left; gives a <see cref="SegmentMatcher{T}"/>
    /// the segments that other processes have changed. Registers <see cref="SegmentationHealthCheck"/>.
    /// </summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="configure">What is done; null for the defaults.</param>
    public static SegmentationBuilder AddHosting(this SegmentationBuilder builder, Action<SegmentationHostingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        string options = builder.Name ?? Options.Options.DefaultName;
        if (configure is not null)
            services.Configure(options, configure);
        // Declaring it again changes options only.
        var marker = new HostingMarker(builder.Name);
        if (services.Any(d => !d.IsKeyedService && marker.Equals(d.ImplementationInstance)))
            return builder;
        services.AddSingleton(marker);
        services.AddOptions<SegmentationHostingOptions>(options).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SegmentationHostingOptions>>(new OptionsRules<SegmentationHostingOptions>(options, o => o.Problems()));

        // Options are read when the host starts, after all of them were validated together.
        services.AddSingleton<IHostedService>(provider => new StartupCheck(
            () => (Get<ISegmentStore>(provider), Get<SegmentCatalog>(provider)), () => OptionsOf(provider).RequiresUsableDefinitions, LogOf(provider)));
        Repeat("The delivery of events", (provider, ct) => Get<SegmentEvents>(provider).DeliverAsync(ct), o => o.DeliversEvents ? o.DeliveryInterval : null);
        Repeat("Moving customers to groups", (provider, ct) => Get<SegmentRefresher>(provider).MoveGroupsAsync(ct), o => o.MovesGroups ? o.GroupInterval : null);
        Repeat("Following the definitions", (provider, ct) => Get<SegmentCatalog>(provider).TellFollowerAsync(ct), o => o.FollowsDefinitions ? o.DefinitionInterval : null);
        if (builder.Name is null)
            services.TryAddSingleton(Health);
        else
            services.TryAddKeyedSingleton(builder.Name, (provider, _) => Health(provider));
        return builder;

        T Get<T>(IServiceProvider provider)
            where T : notnull => builder.Name is null ? provider.GetRequiredService<T>() : provider.GetRequiredKeyedService<T>(builder.Name);

        SegmentationHostingOptions OptionsOf(IServiceProvider provider) =>
            provider.GetRequiredService<IOptionsMonitor<SegmentationHostingOptions>>().Get(options);

        SegmentationHealthCheck Health(IServiceProvider provider) =>
            new(Get<SegmentCatalog>(provider), Get<SegmentEvents>(provider), OptionsOf(provider), TimeOf(provider));

        void Repeat(string name, Func<IServiceProvider, CancellationToken, Task> work, Func<SegmentationHostingOptions, TimeSpan?> interval) =>
            services.AddSingleton<IHostedService>(provider => new RepeatedWork(
                name, ct => work(provider, ct), () => interval(OptionsOf(provider)), TimeOf(provider), LogOf(provider)));
    }

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger LogOf(IServiceProvider provider) =>
        (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Segmentation.Hosting");

    /// <summary>That a declaration has it.</summary>
    private sealed record HostingMarker(string? Name);
}
