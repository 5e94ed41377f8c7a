using Segmentation.Sql.Store;

namespace Segmentation.EntityFrameworkCore;

/// <summary>How the tables of segments stand in a host's model. Read while <c>AddSegmentation</c> runs.</summary>
public sealed class SegmentationModelOptions
{
    /// <summary>What the names of tables and indexes begin with.</summary>
    public string Prefix { get; set; } = "segmentation_";

    /// <summary>The database's schema of the tables; null for the one that connections look in first. SQLite has none.</summary>
    public string? Schema { get; set; }

    /// <summary>
    /// The subject's property of memberships, such as <c>nameof(Customer.Segments)</c>. Null for the one of a type like
    /// <c>ICollection&lt;SegmentMember&lt;int&gt;&gt;</c>, whatever its name, if there is one.
    /// </summary>
    public string? Navigation { get; set; }

    internal StoreNames Names => new(Schema ?? "", Prefix);
}
