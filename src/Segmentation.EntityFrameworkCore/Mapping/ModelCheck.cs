using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Tries everything that maps declare against a context's model, without a connection, and reports all that does not work.</summary>
internal sealed class ModelCheck(ModelMap map, DbContext context)
{
    private readonly List<Problem> _problems = [.. map.Problems];
    private readonly HashSet<EntityMapping> _checked = [];

    public IReadOnlyList<Problem> Find()
    {
        foreach (MappedRoot root in map.Roots.Values.OrderBy(r => r.Mapping.Path, StringComparer.Ordinal))
            Check(() => new RowQuery(map, root), root.Mapping);
        return [.. _problems.Distinct()];
    }

    /// <param name="begin">Begins a query that leads to rows of the mapping; a query is changed by being used.</param>
    /// <param name="mapping">The mapping.</param>
    private void Check(Func<RowQuery> begin, EntityMapping mapping)
    {
        if (!_checked.Add(mapping))
            return;
        if (mapping.Key is { } key)
            Try(begin, mapping.Path, key.Value);
        foreach (AttributeMapping attribute in mapping.Attributes)
            Try(begin, $"{mapping.Path}.{attribute.Attribute.Name}", attribute.Value);
        foreach (RelationMapping relation in mapping.Relations)
        {
            string path = $"{mapping.Path}.{relation.Relation.Name}";
            if (relation.Parts.Count > 0)
                continue; // Its parts are relations of their own, which are tried as such.
            if (relation.Key is { } reference)
                Try(begin, path, reference.Value);
            else
                Follow(begin, relation, path);
        }
    }

    private void Follow(Func<RowQuery> begin, RelationMapping relation, string path)
    {
        try
        {
            begin().Follow(relation);
        }
        catch (UnmappedException e)
        {
            _problems.Add(new Problem(path, "ef.relation", $"The relation cannot be followed: {e.Message}; map it by a navigation."));
            return;
        }

        // Rows that many refer to are tried where they are found by themselves.
        if (relation.Relation is ReferenceRelation)
            return;
        if (relation.Target!.Relations.Any(r => r.Relation is ManyRelation) && relation.Relation is ManyRelation && KeyOf(begin, relation) is null)
        {
            _problems.Add(new Problem(relation.Target.Path, "ef.key",
                $"The rows of '{relation.Target.Entity.Name}' have no key, by which those below are found; declare .Key(…)."));
        }

        Check(Below, relation.Target);

        RowQuery Below()
        {
            RowQuery query = begin();
            query.Follow(relation);
            return query;
        }
    }

    private KeyMapping? KeyOf(Func<RowQuery> begin, RelationMapping relation)
    {
        RowQuery query = begin();
        query.Follow(relation);
        return map.KeyOf(query.Mapping, query.Type);
    }

    private void Try(Func<RowQuery> begin, string path, LambdaExpression value)
    {
        RowQuery query = begin();
        ITypeBase type = query.Type;
        try
        {
            HostValue apart = map.ValueOf(value, type);
            if (apart.Leaves.Count == 0)
                return;
            NewExpression row = RowTuple.New([.. apart.Leaves.Select(l => apart.Of(l, query.Row(query.Depth)))]);
            IQueryable statement = context.GetService<IAsyncQueryProvider>().CreateQuery(query.Select(row));
            statement.ToQueryString();
        }
        catch (UnmappedException e)
        {
            _problems.Add(new Problem(path, "ef.unmapped", $"It reads what the context does not have: {e.Message}; read mapped properties, or leave it out of the map."));
        }
        catch (InvalidOperationException e)
        {
            _problems.Add(new Problem(path, "ef.translation", $"EF Core cannot read it: {e.Message}"));
        }
    }
}
