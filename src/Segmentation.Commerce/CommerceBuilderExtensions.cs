using Microsoft.Extensions.Options;
using Segmentation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses the commerce vocabulary for a host's segments.</summary>
public static class CommerceBuilderExtensions
{
    /// <summary>Segments speak of customers with their addresses, orders, carts, lists and subscriptions.</summary>
    /// <param name="builder">The declaration.</param>
    /// <param name="configure">The shop's decisions; null for the defaults.</param>
    public static SegmentationBuilder AddCommerce(this SegmentationBuilder builder, Action<CommerceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        string name = builder.Name ?? Options.Options.DefaultName;
        builder.Services.AddOptions<CommerceOptions>(name);
        if (configure is not null)
            builder.Services.Configure(name, configure);
        return builder.UseSchema("AddCommerce", services => CommerceSchema.Create(services.GetRequiredService<IOptionsMonitor<CommerceOptions>>().Get(name)));
    }
}
