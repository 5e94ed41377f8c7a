using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Segmentation.EntityFrameworkCore;

namespace Segmentation;

/// <summary>Stored members as part of a host's queries, whose model has the tables of <c>modelBuilder.AddSegmentation</c>.</summary>
public static class StoredSegmentQueries
{
    private static readonly MethodInfo Stored = typeof(StoredSegmentQueries).GetMethod(nameof(WhereStored), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>
    /// The subjects who were members of a segment when it was last refreshed: the same as
    /// <c>Where(c => c.Segments.Any(m => m.Segment.Id == segmentId))</c>, also for a class without such a property. Goes with
    /// any other operator, and looks up an index. Nobody is in a segment that does not exist.
    /// </summary>
    /// <param name="source">A query of the host's class of the subject.</param>
    /// <param name="segmentId">The segment's id; it is a parameter of the statement.</param>
    /// <exception cref="InvalidOperationException">The query's model has no segments of this class.</exception>
    public static IQueryable<T> InStoredSegment<T>(this IQueryable<T> source, string segmentId)
        where T : class => Where(source, segmentId, isMember: true);

    /// <summary>The subjects who were not.</summary>
    /// <inheritdoc cref="InStoredSegment"/>
    public static IQueryable<T> NotInStoredSegment<T>(this IQueryable<T> source, string segmentId)
        where T : class => Where(source, segmentId, isMember: false);

    private static IQueryable<T> Where<T>(IQueryable<T> source, string segmentId, bool isMember)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(segmentId);
        IModel model = QueryRoots.Find(source.Expression)?.EntityType.Model
            ?? throw new InvalidOperationException("The query is none of Entity Framework Core.");
        if (model.FindEntityType(typeof(T)) is not { } subject || !MembershipModel.HasMembers(subject, out IProperty? key, out IEntityType? members))
            throw new InvalidOperationException($"The context has no stored members of {typeof(T).Name}: call modelBuilder.AddSegmentation<{typeof(T).Name}>() in OnModelCreating.");
        var root = new EntityQueryRootExpression((IAsyncQueryProvider)source.Provider, members);
        return (IQueryable<T>)Stored.MakeGenericMethod(typeof(T), key.ClrType).Invoke(null, [source, source.Provider.CreateQuery(root), key.Name, segmentId, isMember])!;
    }

    private static IQueryable<T> WhereStored<T, TKey>(IQueryable<T> source, IQueryable<SegmentMember<TKey>> members, string key, string segmentId, bool isMember)
        where T : class
        where TKey : notnull => isMember
            ? source.Where(c => members.Any(m => m.Customer.Equals(EF.Property<TKey>(c, key)) && m.Segment.Id == segmentId))
            : source.Where(c => !members.Any(m => m.Customer.Equals(EF.Property<TKey>(c, key)) && m.Segment.Id == segmentId));
}
