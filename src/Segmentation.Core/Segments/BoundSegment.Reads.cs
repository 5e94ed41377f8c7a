using Segmentation.Diagnostics;

namespace Segmentation;

// What a segment depends on. All of it includes what the segments that it refers to depend on, and what its own scope,
// websites, stores and dates do; it is found when first asked for, at a cost that grows with the conditions, and then kept.
public sealed partial class BoundSegment
{
    private SegmentSet? _set;
    private Lazy<SegmentReads>? _reads;

    /// <summary>The entities whose rows it reads, the subject always among them, in the order of the schema.</summary>
    public IReadOnlyList<SchemaEntity> Entities => Reads.Entities;

    /// <summary>The stored attributes it reads, those behind computed attributes and relations included, in order of entity and name.</summary>
    public IReadOnlyList<AttributeRead> StoredAttributes => Reads.Stored;

    /// <summary>The computed attributes that its conditions name, in order of entity and name; not those that these are computed from.</summary>
    public IReadOnlyList<AttributeRead> ComputedAttributes => Reads.Computed;

    /// <summary>The relations it follows: those that its conditions name, and the stored ones behind them, in order of entity and name.</summary>
    public IReadOnlyList<RelationRead> Relations => Reads.Relations;

    /// <summary>The points in time that it compares with, as people read them, such as <c>as-of − 30 days</c>; ordinal order.</summary>
    public IReadOnlyList<string> TimeTerms => Reads.TimeTerms;

    /// <summary>Whether time alone, with no change of data, can change who is in it. True of one that asks the host, who may go by the clock.</summary>
    public bool IsTimeDependent => Reads.IsTimeDependent;

    /// <summary>The ids of the segments that its conditions refer to, in the order of the conditions.</summary>
    public IReadOnlyList<string> References => Reads.References;

    /// <summary>The ids of the segments that it refers to directly or through others, in ordinal order.</summary>
    public IReadOnlyList<string> AllReferences => Reads.AllReferences;

    /// <summary>The set that it is one of.</summary>
    internal SegmentSet Set => _set!;

    private SegmentReads Reads => _reads!.Value;

    /// <summary>Says which set it is one of; called once, before anyone has the set.</summary>
    internal void Join(SegmentSet set)
    {
        _set = set;
        _reads = new Lazy<SegmentReads>(() => new SegmentReads(set, this));
    }
}
