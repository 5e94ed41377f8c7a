namespace Segmentation.Sql;

/// <summary>What a column holds, as far as reading it is concerned.</summary>
public enum SqlType
{
    /// <summary>Known only value by value, as in SQLite's columns without a telling type.</summary>
    Unknown,

    /// <summary>Truth values.</summary>
    Boolean,

    /// <summary>Whole numbers of at most 64 bits.</summary>
    Integer,

    /// <summary>Exact decimals.</summary>
    Decimal,

    /// <summary>Binary floating-point numbers, which are not exact.</summary>
    Real,

    /// <summary>Texts, and what the driver gives as texts.</summary>
    Text,

    /// <summary>GUIDs.</summary>
    Guid,

    /// <summary>Calendar days.</summary>
    Date,

    /// <summary>Dates with a time of day and no zone.</summary>
    LocalTime,

    /// <summary>Points in time.</summary>
    Instant,

    /// <summary>Arrays of texts.</summary>
    TextArray,

    /// <summary>Anything else, which no attribute is read from.</summary>
    Other,
}
