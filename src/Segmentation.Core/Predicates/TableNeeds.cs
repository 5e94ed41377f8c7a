namespace Segmentation.Predicates;

/// <summary>What the nodes of a plan need of one table.</summary>
internal sealed class TableNeeds(TableId id)
{
    private readonly Dictionary<string, int> _attributeIndexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _referenceIndexes = new(StringComparer.Ordinal);
    private EntityRead? _read;

    public TableId Id { get; } = id;

    public HashSet<SchemaAttribute> Attributes { get; } = [];

    public HashSet<ReferenceRelation> References { get; } = [];

    /// <summary>Whether each row is the one part of its parent, and known by the parent's key.</summary>
    public bool IsPart { get; set; }

    /// <summary>Whether other tables' rows belong to this one's.</summary>
    public bool HasChildren { get; set; }

    /// <summary>Whether a row is chosen among several, with ties by key.</summary>
    public bool IsChosenFrom { get; set; }

    /// <summary>Whether rows are found by key.</summary>
    public bool IsReferredTo { get; set; }

    /// <summary>Whether rows are named to people by their keys, where the source has some.</summary>
    public bool WantsKeys { get; set; }

    /// <summary>The rows' own keys are kept only for what needs them.</summary>
    public bool NeedsKeys => HasChildren || IsChosenFrom || IsReferredTo;

    /// <summary>The read that fills the table.</summary>
    public EntityRead Read => _read ?? throw new InvalidOperationException("The plan is not complete.");

    public int IndexOf(SchemaAttribute attribute) => _attributeIndexes[attribute.Name];

    public int IndexOf(ReferenceRelation relation) => _referenceIndexes[relation.Name];

    /// <summary>What several sets need of one table.</summary>
    public static TableNeeds Union(IEnumerable<TableNeeds> needs)
    {
        TableNeeds[] all = [.. needs];
        var union = new TableNeeds(all[0].Id);
        foreach (TableNeeds one in all)
        {
            union.Attributes.UnionWith(one.Attributes);
            union.References.UnionWith(one.References);
            union.IsPart |= one.IsPart;
            union.HasChildren |= one.HasChildren;
            union.IsChosenFrom |= one.IsChosenFrom;
            union.IsReferredTo |= one.IsReferredTo;
        }

        union.Complete();
        return union;
    }

    /// <summary>Fixes the columns and their order, once every node has said what it needs.</summary>
    public void Complete()
    {
        SchemaAttribute[] attributes = [.. Attributes.OrderBy(a => a.Name, StringComparer.Ordinal)];
        ReferenceRelation[] references = [.. References.OrderBy(r => r.Name, StringComparer.Ordinal)];
        for (int i = 0; i < attributes.Length; i++)
            _attributeIndexes.Add(attributes[i].Name, i);
        for (int i = 0; i < references.Length; i++)
            _referenceIndexes.Add(references[i].Name, i);
        _read = new EntityRead(Id.Root, Id.Path, Id.Entity, attributes, references);
    }
}
