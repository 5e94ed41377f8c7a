using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Segmentation.EntityFrameworkCore;

namespace Segmentation;

/// <summary>Segments as part of a host's queries. The context has been told where attributes are, by <c>UseSegmentation</c>.</summary>
public static class SegmentQueries
{
    /// <summary>
    /// The subjects who are members of a segment now: its rules at an instant, over the database as it is when the query
    /// runs, and not stored members. Goes with any other operator; nothing is sent before the query runs. Literals, lists
    /// and the instant are parameters, so that a segment is compiled once.
    /// </summary>
    /// <param name="source">A query of the host's class of the subject.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <exception cref="CompositionRefusedException">The database would not give exactly the members; every condition at fault is listed.</exception>
    /// <exception cref="InvalidOperationException">The query is none of a context that was told where attributes are.</exception>
    public static IQueryable<T> InSegment<T>(this IQueryable<T> source, BoundSegment segment, DateTimeOffset asOf)
        where T : class => Where(source, ComposerOf, segment, asOf, isMember: true);

    /// <summary>The subjects who are not: exactly the others.</summary>
    /// <inheritdoc cref="InSegment"/>
    public static IQueryable<T> NotInSegment<T>(this IQueryable<T> source, BoundSegment segment, DateTimeOffset asOf)
        where T : class => Where(source, ComposerOf, segment, asOf, isMember: false);

    internal static IQueryable<T> Where<T>(
        IQueryable<T> source, Func<IQueryable<T>, Composer> composerOf, BoundSegment segment, DateTimeOffset asOf, bool isMember)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf.UtcDateTime.Year, SegmentEvaluator.FirstYear, nameof(asOf));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asOf.UtcDateTime.Year, SegmentEvaluator.LastYear, nameof(asOf));
        Composer composer = composerOf(source);
        RequireSubject<T>(composer.Map);
        ParameterExpression row = Expression.Parameter(typeof(T), "customer");
        Expression membership = Translator.Membership(segment, asOf, composer.Map, row, composer.MaxComposedNodes);
        // Rows that are looked up by key are of the same context as the query.
        membership = QueryRoots.On(source.Provider, membership);
        return source.Where(Expression.Lambda<Func<T, bool>>(isMember ? membership : Logic.Not(membership), row));
    }

    private static Composer ComposerOf<T>(IQueryable<T> source)
    {
        if (source is IInfrastructure<IServiceProvider> { Instance: { } services } && services.GetService(typeof(ICurrentDbContext)) is ICurrentDbContext current)
            return OfContext(current.Context);
        if (QueryRoots.Find(source.Expression)?.EntityType.Model.FindRuntimeAnnotationValue(Composer.Annotation) is Lazy<Composer> composer)
            return composer.Value;
        throw new InvalidOperationException(
            "The query does not lead to a context that knows segments: call options.UseSegmentation(maps) where the context is configured. "
            + "Where the model is compiled or given by UseModel(…), ask for the segment first, as in db.Customers.InSegment(…).Where(…).");
    }

    private static Composer OfContext(DbContext context)
    {
        SegmentationExtension extension = context.GetService<IDbContextOptions>().FindExtension<SegmentationExtension>()
            ?? throw new InvalidOperationException($"{context.GetType().Name} does not know segments: call options.UseSegmentation(maps) where it is configured.");
        return new Composer(extension.Maps.On(context.Model, context.Database.ProviderName), extension.MaxComposedNodes);
    }

    private static void RequireSubject<T>(ModelMap map)
    {
        if (map.Problems.Count > 0)
            throw new SegmentDefinitionException(map.Problems);
        if (map.Provider is not (Provider.Sqlite or Provider.PostgreSql))
            throw new NotSupportedException("Segments become part of queries on SQLite and PostgreSQL, whose ways of comparing are known to be exact. Refresh, preview and matching work on every provider.");
        Type subject = map.Roots[map.Schema.Subject.Name].Type.ClrType;
        if (typeof(T) != subject)
            throw new InvalidOperationException($"The segment is of {subject.Name}, and the query of {typeof(T).Name}; ask it of a query of {subject.Name}.");
    }
}
