using System.Collections.Concurrent;

namespace Segmentation.InMemory;

/// <summary>
/// Reads values, keys and related rows from a host's objects by compiled loops, each compiled when it is first needed.
/// Safe for concurrent use.
/// </summary>
internal sealed class EntityAccess(EntityMapping mapping)
{
    private readonly ConcurrentDictionary<AttributeMapping, ColumnAppender> _attributes = new();
    private readonly ConcurrentDictionary<RelationMapping, KeyAppender> _references = new();
    private readonly ConcurrentDictionary<RelationMapping, RowExpander> _relations = new();
    private readonly Lazy<KeyAppender> _key = new(() => AccessCompiler.Key(mapping, mapping.Key!));

    public EntityMapping Mapping { get; } = mapping;

    public void AppendAttribute(AttributeMapping attribute, RowBuffer rows, int start, int end, ColumnBuilder column)
    {
        ColumnAppender append = _attributes.GetOrAdd(attribute, static (a, entity) => AccessCompiler.Attribute(entity, a), Mapping);
        int before = column.Count;
        try
        {
            append(rows.Rows, start, end, column);
        }
        catch (Exception e) when (HostErrors.Reason(e) is { } reason)
        {
            throw Failure(rows, start + column.Count - before, attribute.Attribute.Name, reason, e);
        }
    }

    /// <summary>Appends the rows' own keys, none of which may be missing.</summary>
    public void AppendKeys(RowBuffer rows, int start, int end, KeyBuffer keys)
    {
        int before = keys.Count;
        try
        {
            _key.Value(rows.Rows, start, end, keys);
        }
        catch (Exception e) when (HostErrors.Reason(e) is { } reason)
        {
            throw KeyFailure(rows, start + keys.Count - before, reason, e);
        }

        for (int i = before; keys.HasMissing && i < keys.Count; i++)
        {
            if (keys.IsMissing(i))
                throw KeyFailure(rows, start + i - before, "the key is missing", null);
        }
    }

    public void AppendReference(RelationMapping reference, RowBuffer rows, int start, int end, KeyBuffer keys)
    {
        KeyAppender append = _references.GetOrAdd(reference, static (r, entity) => AccessCompiler.Reference(entity, r), Mapping);
        int before = keys.Count;
        try
        {
            append(rows.Rows, start, end, keys);
        }
        catch (Exception e) when (HostErrors.Reason(e) is { } reason)
        {
            throw Failure(rows, start + keys.Count - before, reference.Relation.Name, reason, e);
        }
    }

    public void Expand(RelationMapping relation, RowBuffer rows, int start, int end, RowBuffer into)
    {
        RowExpander expand = _relations.GetOrAdd(relation, static (r, entity) => AccessCompiler.Relation(entity, r), Mapping);
        try
        {
            expand(rows.Rows, start, end, into);
        }
        catch (Exception e) when (HostErrors.Reason(e) is { } reason)
        {
            throw Failure(rows, into.Parent, relation.Relation.Name, reason, e);
        }
    }

    /// <summary>The error of one row, which names its key, or where it has none the next row above that has one.</summary>
    public SegmentDataException Failure(RowBuffer rows, int row, string? attribute, string reason, Exception? cause = null)
    {
        string? key = KeyText(rows, row);
        return new SegmentDataException(
            Mapping.Entity.Name, attribute, key, key is null ? reason + Below(rows, row) : reason, cause);
    }

    private SegmentDataException KeyFailure(RowBuffer rows, int row, string reason, Exception? cause) =>
        new(Mapping.Entity.Name, null, null, $"{reason}{(rows.Above is null ? $" (row {row + 1} as given)" : Below(rows, row))}", cause);

    private static string Below(RowBuffer rows, int row)
    {
        while (rows.Above is { } above)
        {
            row = rows.Parents[row];
            rows = above;
            if (KeyText(rows, row) is { } key)
                return $" (below {rows.Access.Mapping.Entity.Name} '{key}')";
        }

        return "";
    }

    private static string? KeyText(RowBuffer rows, int row)
    {
        EntityAccess access = rows.Access;
        if (access.Mapping.Key is not { } mapping)
            return null;
        var key = new KeyBuffer(mapping.Kind);
        try
        {
            access._key.Value(rows.Rows, row, row + 1, key);
        }
        catch (Exception e) when (HostErrors.Reason(e) is not null)
        {
            return null;
        }

        return key.IsMissing(0) ? null : key[0].ToString();
    }
}
