namespace Segmentation.Sql.Store;

/// <summary>What an error of a database means for the store.</summary>
/// <param name="Kind">What may be done about it by the store itself.</param>
/// <param name="Advice">What a person may do about it: a sentence, or two.</param>
internal readonly record struct StoreTrouble(StoreTroubleKind Kind, string Advice)
{
    public static StoreTrouble Unknown { get; } = new(StoreTroubleKind.Lasting, "See the inner exception for what the database said.");
}

/// <summary>What the store itself may do about an error.</summary>
internal enum StoreTroubleKind
{
    /// <summary>Nothing.</summary>
    Lasting,

    /// <summary>Nothing: tables or columns are not there.</summary>
    Missing,

    /// <summary>The transaction was given up for the sake of another one; it may be tried again.</summary>
    Conflict,

    /// <summary>The connection is gone; another one may do.</summary>
    Disconnected,
}
