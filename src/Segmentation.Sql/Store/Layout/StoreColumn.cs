namespace Segmentation.Sql.Store;

/// <summary>A column of the store.</summary>
/// <param name="Name">Its name: lower-case, and no reserved word of any database.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsNullable">Whether a value may be missing; always so for a column that a later version added.</param>
/// <param name="Since">The version of the layout that added it.</param>
internal sealed record StoreColumn(string Name, StoreColumnType Type, bool IsNullable = false, int Since = 1);

/// <summary>What a column of the store holds.</summary>
internal enum StoreColumnType
{
    /// <summary>A whole number of 64 bits; instants are microseconds since 1970 (UTC), durations ticks of 100 nanoseconds.</summary>
    Integer,

    /// <summary>A whole number of 16 bits: a member of an enumeration by its number, or 1 for true and 0 for false.</summary>
    Small,

    /// <summary>Text, compared by code points; several texts are a JSON array.</summary>
    Text,

    /// <summary>A customer's key, by the store's kind of keys.</summary>
    Key,
}
