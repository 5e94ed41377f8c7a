using System.Collections.Concurrent;

namespace Segmentation.InMemory;

/// <summary>What has been compiled for the mappings of a source, kept over its evaluations. Safe for concurrent use.</summary>
internal sealed class EntityAccesses
{
    private readonly ConcurrentDictionary<EntityMapping, EntityAccess> _accesses = new();

    public EntityAccess this[EntityMapping mapping] => _accesses.GetOrAdd(mapping, static m => new EntityAccess(m));
}
