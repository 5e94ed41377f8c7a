namespace Segmentation.Sql.Store;

/// <summary>The names of the numbers that there is one of in a store.</summary>
internal static class StoreNumber
{
    /// <summary>The version of the layout.</summary>
    public const string Layout = "layout";

    /// <summary>The kind of customers' keys, by the number of <see cref="KeyKind"/>.</summary>
    public const string KeyKind = "key-kind";

    /// <summary>The version of all definitions and lists together.</summary>
    public const string Definitions = "definitions";

    /// <summary>The last number given to history, events, and customers whose group is due.</summary>
    public const string Sequence = "sequence";

    /// <summary>The last number given to a segment.</summary>
    public const string Segments = "segments";
}
