namespace Segmentation.InMemory.Tests;

/// <summary>A map that a test writes where it needs it.</summary>
public sealed class LambdaMap<T>(Action<EntityMap<T>> configure) : SubjectMap<T>
    where T : class
{
    public override void Configure(EntityMap<T> map) => configure(map);
}
