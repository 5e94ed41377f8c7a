using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Segmentation.EntityFrameworkCore;

namespace Segmentation;

/// <summary>Tells a context where segments' attributes are.</summary>
public static class SegmentationDbContextOptions
{
    /// <summary>The most conditions of a segment that becomes part of a query, when nothing else is said.</summary>
    public const int DefaultMaxComposedNodes = 500;

    /// <summary>Lets queries of the context ask for segments: <c>db.Customers.InSegment(set["vip"], asOf)</c>.</summary>
    /// <param name="options">The context's options.</param>
    /// <param name="maps">Where the schema's attributes and relations are; the same object for all contexts of a host.</param>
    /// <param name="maxComposedNodes">How many conditions a segment may have, those of segments that it refers to included, as these are part of the same statement.</param>
    public static DbContextOptionsBuilder UseSegmentation(
        this DbContextOptionsBuilder options, EntityMaps maps, int maxComposedNodes = DefaultMaxComposedNodes)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxComposedNodes, 1);
        return options.UseSegmentation(new MapsReference(maps), maxComposedNodes);
    }

    internal static DbContextOptionsBuilder UseSegmentation(this DbContextOptionsBuilder options, MapsReference maps, int maxComposedNodes)
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new SegmentationExtension(maps, maxComposedNodes));
        return options;
    }

    /// <inheritdoc cref="UseSegmentation(DbContextOptionsBuilder, EntityMaps, int)"/>
    public static DbContextOptionsBuilder<TContext> UseSegmentation<TContext>(
        this DbContextOptionsBuilder<TContext> options, EntityMaps maps, int maxComposedNodes = DefaultMaxComposedNodes)
        where TContext : DbContext
    {
        UseSegmentation((DbContextOptionsBuilder)options, maps, maxComposedNodes);
        return options;
    }
}
