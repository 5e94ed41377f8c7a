namespace Segmentation;

/// <summary>
/// A segment as queries of the host's context see it: who the stored members are, by
/// <c>db.Customers.Where(c => c.Segments.Any(m => m.Segment.Id == "vip"))</c>. Read only: a refresh writes it.
/// </summary>
public sealed class MemberSegment
{
    private MemberSegment()
    {
    }

    /// <summary>The store's own number of the segment.</summary>
    public long Number { get; private set; }

    /// <summary>The segment's id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>How many members the last refresh left.</summary>
    public long Size { get; private set; }
}

/// <summary>A customer's stored membership of a segment, as the last refresh left it. Read only: a refresh writes it.</summary>
/// <typeparam name="TKey">The type of the customer's primary key, exactly.</typeparam>
public sealed class SegmentMember<TKey>
    where TKey : notnull
{
    private SegmentMember()
    {
    }

    /// <summary>The customer's key.</summary>
    public TKey Customer { get; private set; } = default!;

    /// <summary>The segment's number in the store.</summary>
    public long SegmentNumber { get; private set; }

    /// <summary>The segment; null unless it was included.</summary>
    public MemberSegment Segment { get; private set; } = null!;

    /// <summary>Since when, in UTC: the instant of the refresh that the customer entered by.</summary>
    public DateTimeOffset Since { get; private set; }
}
