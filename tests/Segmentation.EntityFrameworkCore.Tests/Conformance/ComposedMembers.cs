using Microsoft.EntityFrameworkCore;

namespace Segmentation.EntityFrameworkCore.Tests.Conformance;

/// <summary>The members of a segment by a query of the database, over tables without classes.</summary>
internal static class ComposedMembers
{
    /// <summary>The keys of the members in key order, and of all others; null, with the refusal, where the segment is refused.</summary>
    public static async Task<(IReadOnlyList<string>? In, IReadOnlyList<string>? Out, CompositionRefusedException? Refusal)> OfAsync(
        BagDatabase database, BoundSegment segment, DateTimeOffset asOf, CancellationToken ct)
    {
        await using BagContext context = database.CreateDbContext();
        ModelMap map = database.Maps.On(context.Model, context.Database.ProviderName);
        var composer = new Composer(map, SegmentationDbContextOptions.DefaultMaxComposedNodes);
        IQueryable<Dictionary<string, object>> customers = context.Set<Dictionary<string, object>>(map.Roots[map.Schema.Subject.Name].Type.Name);
        try
        {
            return (await Keys(isMember: true), await Keys(isMember: false), null);
        }
        catch (CompositionRefusedException refusal)
        {
            return (null, null, refusal);
        }

        async Task<IReadOnlyList<string>> Keys(bool isMember)
        {
            IQueryable<Dictionary<string, object>> found = SegmentQueries.Where(customers, _ => composer, segment, asOf, isMember);
            KeyMapping key = map.Roots[map.Schema.Subject.Name].Mapping.Key!;
            IEnumerable<SubjectKey> keys;
            try
            {
                keys = await Read();
            }
            catch (System.Data.Common.DbException e)
            {
                throw new InvalidOperationException($"{e.Message}{Environment.NewLine}{found.Select(c => EF.Property<object>(c, SchemaTable.Key)).ToQueryString()}", e);
            }

            return [.. keys.Order().Select(k => k.ToString())];

            async Task<IEnumerable<SubjectKey>> Read() => key.Kind switch
            {
                KeyKind.Integer => (await found.Select(c => EF.Property<long>(c, SchemaTable.Key)).ToListAsync(ct)).Select(k => new SubjectKey(k)),
                KeyKind.Guid => (await found.Select(c => EF.Property<Guid>(c, SchemaTable.Key)).ToListAsync(ct)).Select(k => new SubjectKey(k)),
                _ => (await found.Select(c => EF.Property<string>(c, SchemaTable.Key)).ToListAsync(ct)).Select(k => new SubjectKey(k)),
            };
        }
    }
}
