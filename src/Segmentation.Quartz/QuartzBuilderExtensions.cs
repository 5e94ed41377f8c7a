using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Segmentation;
using Segmentation.Quartz;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds schedules to a host's segmentation.</summary>
public static class QuartzBuilderExtensions
{
    /// <summary>
    /// Refreshes all automatic segments daily at 02:00 and cleans their history up at 03:00, or when the options say, for as
    /// long as the host runs. Adds <see cref="SegmentSchedules"/>, a singleton. May be called again; all calls together are
    /// one registration.
    /// </summary>
    /// <param name="builder">The segmentation.</param>
    /// <param name="configure">Sets the times; null for the defaults. Options that break a rule are refused when the host starts.</param>
    public static SegmentationBuilder AddQuartzSchedules(this SegmentationBuilder builder, Action<SegmentScheduleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        string? name = builder.Name;
        string optionsName = name ?? Options.Options.DefaultName;
        if (configure is not null)
            services.Configure(optionsName, configure);
        if (services.Any(d => d.ServiceType == typeof(ScheduleHost) && Equals(d.ServiceKey, name)))
            return builder;

        services.AddOptions<SegmentScheduleOptions>(optionsName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SegmentScheduleOptions>>(provider => new ScheduleRules(optionsName, TimeOf(provider)));
        if (name is null)
        {
            services.AddSingleton(provider => Create(provider, null));
            services.AddSingleton(provider => new SegmentSchedules(provider.GetRequiredService<ScheduleHost>()));
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ScheduleHost>());
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => Create(provider, name));
            services.AddKeyedSingleton(name, (provider, _) => new SegmentSchedules(provider.GetRequiredKeyedService<ScheduleHost>(name)));
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<ScheduleHost>(name));
        }

        return builder;
    }

    private static ScheduleHost Create(IServiceProvider provider, string? name)
    {
        string optionsName = name ?? Options.Options.DefaultName;
        SegmentScheduleOptions options = provider.GetRequiredService<IOptionsMonitor<SegmentScheduleOptions>>().Get(optionsName);
        string zone = provider.GetRequiredService<IOptionsMonitor<SegmentationOptions>>().Get(optionsName).TimeZone;
        return new ScheduleHost(
            new ScheduleSettings(options, zone),
            SegmentWorks.Of(Find<SegmentRefresher>(provider, name), Find<RefreshHistory>(provider, name)),
            TimeOf(provider),
            provider.GetService<ILogger<SegmentSchedules>>() ?? NullLogger<SegmentSchedules>.Instance);
    }

    private static T Find<T>(IServiceProvider provider, string? name)
        where T : class => name is null ? provider.GetRequiredService<T>() : provider.GetRequiredKeyedService<T>(name);

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
