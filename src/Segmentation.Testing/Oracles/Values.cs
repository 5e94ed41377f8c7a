using System.Numerics;
using NodaTime;

namespace Segmentation.Testing.Oracles;

/// <summary>A point in time as 100 ns ticks since 1970-01-01T00:00Z.</summary>
internal readonly record struct Tick(BigInteger Count) : IComparable<Tick>
{
    private const long TicksOfEpoch = 621_355_968_000_000_000;

    public int CompareTo(Tick other) => Count.CompareTo(other.Count);

    /// <summary>An instant as it is, to the tick.</summary>
    public static Tick Of(DateTimeOffset instant) => new(instant.UtcTicks - TicksOfEpoch);

    /// <summary>An instant of the data: what is less than a microsecond is left out.</summary>
    public static Tick OfData(DateTimeOffset instant) => new(instant.UtcTicks - instant.UtcTicks % 10 - TicksOfEpoch);

    public static Tick Of(Instant instant) => new(instant.ToUnixTimeTicks());
}

/// <summary>The exact time since an event, in ticks, and the unit in which conditions count it.</summary>
internal readonly record struct ElapsedTime(BigInteger Ticks, ElapsedUnit Unit) : IComparable<ElapsedTime>
{
    public Fraction InUnits() => new(Ticks, Unit == ElapsedUnit.Days ? 864_000_000_000 : 36_000_000_000);

    public int CompareTo(ElapsedTime other) => Ticks.CompareTo(other.Ticks);
}

/// <summary>What an instant is compared with: a point, or a whole local day from its first tick to the first one after it.</summary>
internal readonly record struct TickRange(Tick Start, Tick? End);
