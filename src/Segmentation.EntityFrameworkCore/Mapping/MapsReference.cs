namespace Segmentation.EntityFrameworkCore;

/// <summary>The maps of a context: given, or a host's services', which are asked when a query first needs them.</summary>
internal sealed class MapsReference
{
    private readonly Lazy<EntityMaps> _maps;
    private readonly object _identity;

    public MapsReference(EntityMaps maps)
    {
        _maps = new Lazy<EntityMaps>(maps);
        _identity = maps;
    }

    public MapsReference(Func<EntityMaps> maps)
    {
        _maps = new Lazy<EntityMaps>(maps);
        _identity = this;
    }

    public EntityMaps Maps => _maps.Value;

    public override bool Equals(object? obj) => obj is MapsReference other && ReferenceEquals(other._identity, _identity);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_identity);
}
