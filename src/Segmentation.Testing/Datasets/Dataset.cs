namespace Segmentation.Testing;

/// <summary>
/// The data of one case: rows of entities as plain values, checked against the rules of a data directory (keys that do
/// not repeat, references that lead somewhere, values of the right type and size). Immutable and safe for concurrent use.
/// </summary>
public sealed partial class Dataset
{
    private readonly Dictionary<string, IReadOnlyList<DatasetRow>> _rows;
    private readonly Dictionary<string, KeyKind> _kinds;
    private readonly Dictionary<string, Dictionary<SubjectKey, DatasetRow>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<DatasetRow, DatasetRow> _owners = [];
    private readonly ILookup<(string Parent, SubjectKey Key, string Child), DatasetRow> _children;

    /// <summary>Takes rows as they are and checks them.</summary>
    /// <param name="schema">What the rows are of.</param>
    /// <param name="rows">The rows of all entities; the order within an entity is kept. Rows of an entity of which none has a key are numbered from 1.</param>
    /// <exception cref="SegmentDataException">A row breaks a rule.</exception>
    public Dataset(SegmentSchema schema, IReadOnlyList<DatasetRow> rows)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(rows);
        Schema = schema;
        _rows = schema.Entities.ToDictionary(e => e.Name, e => DatasetRules.Keyed(e, [.. rows.Where(r => r.Entity == e.Name)]), StringComparer.Ordinal);
        _kinds = schema.Entities.ToDictionary(e => e.Name, e => DatasetRules.KindOf(_rows[e.Name]), StringComparer.Ordinal);
        foreach (DatasetRow row in rows)
            _ = schema.FindEntity(row.Entity) ?? throw new SegmentDataException(row.Entity, null, row.Key, "the schema has no such entity");
        foreach (SchemaEntity entity in schema.Entities)
            _byKey[entity.Name] = IndexByKey(entity);
        foreach (DatasetRow row in _rows.Values.SelectMany(r => r))
            Check(row);
        _children = (
            from row in _rows.Values.SelectMany(r => r)
            from parent in row.Parents
            select (Key: (parent.Key, KeyOf(parent.Key, parent.Value)!.Value, row.Entity), row)).ToLookup(p => p.Key, p => p.row);
    }

    /// <summary>The schema, with the custom attributes that the data brought.</summary>
    public SegmentSchema Schema { get; }

    /// <summary>The rows of the subject, in the order of the data.</summary>
    public IReadOnlyList<DatasetRow> Subjects => Rows(Schema.Subject.Name);

    /// <summary>The rows of an entity in the order of the data; parts of other rows are not among them.</summary>
    /// <exception cref="KeyNotFoundException">The schema has no such entity.</exception>
    public IReadOnlyList<DatasetRow> Rows(string entity) => _rows[entity];

    /// <summary>The kind of an entity's keys: integer when every one is a canonical integer, GUID when every one is one, else text.</summary>
    /// <exception cref="KeyNotFoundException">The schema has no such entity.</exception>
    public KeyKind KeyKindOf(string entity) => _kinds[entity];

    /// <summary>The key of a row that is no part of another.</summary>
    public SubjectKey KeyOf(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return KeyOf(row.Entity, row.Key!)!.Value;
    }

    /// <summary>The key of an entity that is written so, or null when the text is no key of its kind.</summary>
    public SubjectKey? KeyOf(string entity, string key) => SubjectKey.Parse(key, _kinds[entity]);

    /// <summary>The row of that key, or null. Constant time.</summary>
    public DatasetRow? Find(string entity, string key) =>
        KeyOf(entity, key) is { } parsed ? _byKey[entity].GetValueOrDefault(parsed) : null;

    /// <summary>The rows of an entity that belong to a row, in the order of the data.</summary>
    public IEnumerable<DatasetRow> Children(DatasetRow parent, string entity)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return parent.Key is null ? [] : _children[(parent.Entity, KeyOf(parent), entity)];
    }

    /// <summary>The row of an entity that a row belongs to, or that it is a part of; null when there is none.</summary>
    public DatasetRow? Parent(DatasetRow row, string entity)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Parents.TryGetValue(entity, out string? key))
            return Find(entity, key);
        return _owners.TryGetValue(row, out DatasetRow? owner) && owner.Entity == entity ? owner : null;
    }

    private Dictionary<SubjectKey, DatasetRow> IndexByKey(SchemaEntity entity)
    {
        var index = new Dictionary<SubjectKey, DatasetRow>();
        foreach (DatasetRow row in _rows[entity.Name])
        {
            if (!index.TryAdd(KeyOf(row), row))
                throw new SegmentDataException(entity.Name, null, row.Key, "the key repeats");
        }

        return index;
    }

    private void Check(DatasetRow row)
    {
        SchemaEntity entity = Schema.FindEntity(row.Entity)!;
        foreach ((string parent, string key) in row.Parents)
        {
            if (!Schema.Entities.Any(e => e.Name == parent && e.Relations.Any(r => r is ManyRelation && r.Target == row.Entity)))
                throw new SegmentDataException(row.Entity, $"{parent}_id", row.Key, $"no relation leads from '{parent}' to '{row.Entity}'");
            if (Find(parent, key) is null)
                throw new SegmentDataException(row.Entity, $"{parent}_id", row.Key, $"there is no {parent} '{key}'");
        }

        foreach ((string name, string key) in row.References)
        {
            if (entity.FindRelation(name) is not ReferenceRelation reference)
                throw new SegmentDataException(row.Entity, name, row.Key, "the entity has no such reference");
            if (Find(reference.Target, key) is null)
                throw new SegmentDataException(row.Entity, name, row.Key, $"there is no {reference.Target} '{key}'");
        }

        foreach ((string name, object value) in row.Values)
            DatasetRules.CheckValue(row, entity.FindAttribute(name), name, value);
        foreach ((string name, DatasetRow part) in row.Parts)
        {
            if (entity.FindRelation(name) is not PartRelation relation || relation.Target != part.Entity)
                throw new SegmentDataException(row.Entity, name, row.Key, "the entity has no such part");
            if (part.Key is not null)
                throw new SegmentDataException(row.Entity, name, row.Key, "a part has no key of its own");
            _owners.Add(part, row);
            Check(part);
        }
    }
}
