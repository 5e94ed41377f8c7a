namespace Segmentation.Files;

/// <summary>What each column of a file is, by its header, and the table that they fill.</summary>
internal sealed class FileColumns(SegmentSchema schema, EntityFile file, ProblemList problems)
{
    private const string KeyHeader = "id";
    private const int HeaderLine = 1;

    private readonly SchemaEntity _entity = file.Entity;
    private readonly List<FieldSink> _sinks = [];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, InferredStore> _inferred = new(StringComparer.Ordinal);

    public Table Table { get; } = new(file.Entity, file.Name);

    /// <summary>What takes the fields, by column.</summary>
    public FieldSink[] Sinks { get; private set; } = [];

    /// <summary>The names of the columns, without types.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The rows' own keys; null when the file has none.</summary>
    public KeyValues? Key { get; private set; }

    /// <summary>The attributes that the schema lacks; types that are inferred are known after <see cref="Infer"/>.</summary>
    public List<CustomAttribute> Custom { get; } = [];

    /// <summary>Reads the header; whether it can be used.</summary>
    public bool Read(IReadOnlyList<string> headers)
    {
        long before = problems.Count;
        for (int i = 0; i < headers.Count; i++)
            AddColumn(headers[i], i + 1);
        RequireOwner();
        Sinks = [.. _sinks];
        return problems.Count == before;
    }

    /// <summary>Decides the types of the columns that nobody declared, once all rows are read.</summary>
    public void Infer()
    {
        foreach ((string name, InferredStore inferred) in _inferred)
        {
            (AttributeType type, AttributeStore values) = inferred.Resolve();
            Table.Attributes.Add(name, values);
            Custom.Add(new CustomAttribute(name, type));
        }
    }

    private void AddColumn(string header, int number)
    {
        int colon = header.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? header : header[..colon];
        string? typeName = colon < 0 ? null : header[(colon + 1)..];
        AttributeType? type = typeName is null ? null : CustomAttribute.TypeOf(typeName);

        if (name.Length == 0)
            Refuse(header, number, $"column {number} has no name; name it or remove it");
        else if (_names.Contains(name))
            Refuse(header, number, $"the name '{name}' stands in columns {_names.IndexOf(name) + 1} and {number}; remove or rename one");
        else if (typeName is not null && type is null)
            Refuse(header, number, $"'{typeName}' is no type; write {name}:text or another of {CustomAttribute.TypeNames}, or {name} alone");
        else if (KeySink(name, number) is { } keys)
            AddKeys(keys, header, number, typeName);
        else if (KnownAttribute(name) is var (rows, attribute))
            AddKnown(rows, attribute, header, number, type);
        else
            AddCustom(name, header, number, type);

        _names.Add(name);
    }

    private KeyValues? KeySink(string name, int number)
    {
        if (name == KeyHeader)
            return Key = new KeyValues();

        KeyValues? values = null;
        foreach (SchemaEntity owner in schema.Entities.Where(Owns))
        {
            if (name == KeyOf(owner.Name))
                Table.Owners.Add(owner.Name, new KeyLink(name, number, owner, values ??= new KeyValues()));
        }

        AddReferences(Table, "", name, number, ref values);
        foreach (PartRelation part in _entity.Relations.OfType<PartRelation>())
        {
            if (schema.FindEntity(part.Target) is { } target && name.StartsWith(PrefixOf(part), StringComparison.Ordinal)
                && target.Relations.OfType<ReferenceRelation>().Any(r => name == PrefixOf(part) + KeyOf(r.Name)))
                AddReferences(PartOf(part, target), PrefixOf(part), name, number, ref values);
        }

        return values;
    }

    private void AddReferences(RowSet rows, string prefix, string name, int number, ref KeyValues? values)
    {
        foreach (ReferenceRelation reference in rows.Entity.Relations.OfType<ReferenceRelation>())
        {
            if (name == prefix + KeyOf(reference.Name))
                rows.References.Add(reference.Name, new KeyLink(name, number, schema.FindEntity(reference.Target)!, values ??= new KeyValues()));
        }
    }

    private (RowSet Rows, SchemaAttribute Attribute)? KnownAttribute(string name)
    {
        if (_entity.FindAttribute(name) is { } own)
            return (Table, own);
        foreach (PartRelation part in _entity.Relations.OfType<PartRelation>())
        {
            string prefix = PrefixOf(part);
            if (name.StartsWith(prefix, StringComparison.Ordinal) && schema.FindEntity(part.Target) is { } target
                && target.FindAttribute(name[prefix.Length..]) is { Computation: null } attribute)
                return (PartOf(part, target), attribute);
        }

        return null;
    }

    private void AddKeys(KeyValues keys, string header, int number, string? typeName)
    {
        if (typeName is not null)
            Refuse(header, number, "a column of keys takes no type; its keys decide it");
        else
            _sinks.Add(keys);
    }

    private void AddKnown(RowSet rows, SchemaAttribute attribute, string header, int number, AttributeType? type)
    {
        if (attribute.Computation is not null)
        {
            Refuse(header, number, $"'{attribute.Name}' is computed and cannot be given; rename the column or remove it");
            return;
        }

        AttributeType stored = attribute.Type == AttributeType.Choice ? AttributeType.Text : attribute.Type;
        if (type is not null && type != stored)
        {
            Refuse(header, number, $"'{attribute.Name}' of {rows.Entity.Name} is of type {attribute.Type}; leave the type out of the header");
            return;
        }

        AttributeStore values = AttributeStore.Create(attribute.Type, attribute.Scale);
        rows.Attributes.Add(attribute.Name, values);
        _sinks.Add(values);
    }

    private void AddCustom(string name, string header, int number, AttributeType? type)
    {
        if (!char.IsLetter(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-'))
        {
            Refuse(header, number, $"'{header}' is no name of an attribute; use letters, digits, '_' and '-', beginning with a letter");
        }
        else if (_entity.FindRelation(name) is not null)
        {
            Refuse(header, number, $"'{name}' is a relation of {_entity.Name}, so no attribute can have the name; rename the column");
        }
        else if (type is { } declared)
        {
            AttributeStore values = AttributeStore.Create(declared);
            Table.Attributes.Add(name, values);
            Custom.Add(new CustomAttribute(name, declared));
            _sinks.Add(values);
        }
        else
        {
            var values = new InferredStore();
            _inferred.Add(name, values);
            _sinks.Add(values);
        }
    }

    // Rows that others own must say whose they are, or the file cannot be attached to anything.
    private void RequireOwner()
    {
        List<string> columns = [.. schema.Entities.Where(Owns).Select(owner => KeyOf(owner.Name))];
        if (columns.Count > 0 && !columns.Exists(_names.Contains))
            problems.AddField(HeaderLine, columns[0], null, $"the column {string.Join(" or ", columns)} is missing, so that nobody's {_entity.PluralName} are known; add it");
    }

    private bool Owns(SchemaEntity owner) => owner.Relations.OfType<ManyRelation>().Any(r => r.Target == _entity.Name);

    private PartRows PartOf(PartRelation relation, SchemaEntity target)
    {
        if (!Table.Parts.TryGetValue(relation.Name, out PartRows? part))
            Table.Parts.Add(relation.Name, part = new PartRows(target));
        return part;
    }

    private void Refuse(string header, int number, string message) =>
        problems.AddField(HeaderLine, header.Length == 0 ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : header, number, message);

    private static string KeyOf(string name) => name + "_id";

    private static string PrefixOf(PartRelation relation)
    {
        string ending = "_" + relation.Target;
        string stem = relation.Name.EndsWith(ending, StringComparison.Ordinal) ? relation.Name[..^ending.Length] : relation.Name;
        return stem + "_";
    }
}
