namespace Segmentation.Sql;

/// <summary>What a number that is a point in time counts since 1970-01-01T00:00Z.</summary>
public enum SqlTimeUnit
{
    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Thousandths of a second.</summary>
    Milliseconds,

    /// <summary>Millionths of a second.</summary>
    Microseconds,
}
