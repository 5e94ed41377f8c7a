namespace Segmentation.Testing.Generation;

/// <summary>Choices that a seed decides.</summary>
internal sealed class Dice(int seed)
{
    // A seeded System.Random gives the same numbers on every platform and version, so that a seed can be replayed.
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>A number from the first to the last, both included.</summary>
    public int Between(int first, int last) => _random.Next(first, last + 1);

    public long Ticks(long bound) => _random.NextInt64(bound);

    public Guid Guid()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Whether something happens that happens so many times in a hundred.</summary>
    public bool Percent(int percent) => _random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    public T[] Shuffled<T>(IEnumerable<T> of)
    {
        T[] items = [.. of];
        _random.Shuffle(items);
        return items;
    }
}
