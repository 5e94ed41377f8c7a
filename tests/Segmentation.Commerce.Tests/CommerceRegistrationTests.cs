using Microsoft.Extensions.DependencyInjection;

namespace Segmentation.Tests;

public sealed class CommerceRegistrationTests
{
    [Fact]
    public void AddCommerce_ConfiguredTwice_HasBothAndOneSchema()
    {
        var services = new ServiceCollection();
        services.AddSegmentation(s => s
            .AddCommerce(o => o.CountedOrders = OrderStatuses.Only("complete"))
            .AddCommerce(o => o.LeapDay = LeapDayRule.March1)
            .ExtendSchema(schema => schema.Entity("product", p => p.Boolean("recommended")))
            .UseSource("test", _ => new NoSource()).UseStore("test", _ => null!));
        using ServiceProvider provider = services.BuildServiceProvider();
        var schema = provider.GetRequiredService<SegmentSchema>();
        Assert.Equal("commerce", schema.Name);
        Assert.NotNull(schema.FindEntity("product")!.FindAttribute("recommended"));
        var options = provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<CommerceOptions>>().Value;
        Assert.Equal(("only:complete", LeapDayRule.March1), (options.CountedOrders.ToString(), options.LeapDay));
    }

    private sealed class NoSource : ISegmentSource
    {
        public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => throw new NotSupportedException();
    }
}
