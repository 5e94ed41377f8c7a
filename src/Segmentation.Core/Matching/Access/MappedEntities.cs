using System.Collections.Concurrent;

namespace Segmentation.Matching;

/// <summary>What has been compiled for the maps of a matcher. Safe for concurrent use.</summary>
internal sealed class MappedEntities
{
    private readonly ConcurrentDictionary<EntityMapping, MappedEntity> _entities = new();

    public MappedEntity this[EntityMapping mapping] => _entities.GetOrAdd(mapping, static m => new MappedEntity(m));
}
