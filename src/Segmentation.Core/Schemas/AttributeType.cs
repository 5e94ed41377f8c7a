namespace Segmentation;

/// <summary>The type of an attribute's values.</summary>
public enum AttributeType
{
    /// <summary>Text; compared ignoring case unless declared case-sensitive; it has no order.</summary>
    Text,

    /// <summary>A 64-bit integer.</summary>
    Integer,

    /// <summary>An exact decimal below 10^18 in size with at most 9 places.</summary>
    Decimal,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>A point in time, in whole microseconds.</summary>
    Instant,

    /// <summary>One of a list of texts; compares like text.</summary>
    Choice,

    /// <summary>A set of texts.</summary>
    Set,

    /// <summary>The exact time since an event, computed, in the unit its computation names.</summary>
    Elapsed,
}
