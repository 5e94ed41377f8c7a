namespace Segmentation;

/// <summary>Says how a host's value becomes an attribute's, where the type alone does not say it. Not safe for concurrent use.</summary>
/// <typeparam name="TValue">The type of the host's value.</typeparam>
public sealed class ValueMap<TValue>
{
    internal ValueMap()
    {
    }

    internal ValueSettings Settings { get; } = new();

    /// <summary>Declares which choice each of the host's values is, such as those of an enum; another value in the data is an error.</summary>
    /// <param name="values">The host's values and the choices they are.</param>
    public ValueMap<TValue> Choice(params IEnumerable<(TValue Value, string Choice)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((TValue value, string choice) in values)
            (Settings.Choices ??= []).Add((value, choice));
        return this;
    }

    /// <summary>
    /// Declares that date-times are local times of a zone. One that the zone skips is the first instant after the gap;
    /// one that occurs twice is its first occurrence.
    /// </summary>
    /// <param name="zone">The zone's tz database identifier, such as <c>Europe/Kyiv</c>.</param>
    public ValueMap<TValue> LocalTime(string zone)
    {
        ArgumentException.ThrowIfNullOrEmpty(zone);
        Settings.Zone = zone;
        return this;
    }

    /// <summary>Declares that binary floating-point numbers stand for decimals of so many places; they are rounded, half to even.</summary>
    /// <param name="places">Decimal places, 0 to 9.</param>
    public ValueMap<TValue> Scale(int places)
    {
        Settings.Scale = places;
        return this;
    }
}
