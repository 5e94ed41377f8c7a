namespace Segmentation.Cli.Output;

/// <summary>The formats there are.</summary>
internal static class MemberFormats
{
    /// <summary>The name of the column, or property, with the segment's id.</summary>
    public const string SegmentId = "segment_id";

    /// <summary>The name of the column, or property, with the customer's key.</summary>
    public const string CustomerId = "customer_id";

    /// <summary>All formats; the first is the default.</summary>
    public static IReadOnlyList<IMemberFormat> All { get; } = [new CsvMemberFormat(), new JsonMemberFormat()];

    /// <summary>Their names, as messages list them.</summary>
    public static string Names => string.Join(", ", All.Select(f => f.Name));

    /// <summary>The format of that name, or null.</summary>
    public static IMemberFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
