using Segmentation.Predicates;

namespace Segmentation.Binding;

/// <summary>
/// One operand on the axis of a node's values: a single value, or a stretch of them (a whole local day, a whole unit of
/// elapsed time). <paramref name="Descends"/> says that the authored axis runs against the node's.
/// </summary>
internal sealed record Point(Bound From, bool IsFromIncluded, Bound To, bool IsToIncluded, bool Descends = false)
{
    public static Point Exact(Bound value) => new(value, true, value, true);

    /// <summary>Whether it is a single value.</summary>
    public bool IsExact => IsFromIncluded && IsToIncluded && From == To;
}
