namespace Segmentation.EntityFrameworkCore;

/// <summary>A row with a row below it, in queries that are still being composed; never made in process.</summary>
internal sealed class Joined<TOuter, TInner>(TOuter outer, TInner inner)
{
    public TOuter Outer { get; } = outer;

    public TInner Inner { get; } = inner;
}
