using NodaTime;

namespace Segmentation.Sql;

/// <summary>Checks a map against a schema, fills it up with the defaults, and reports everything that does not fit, together.</summary>
internal sealed class MapBuilder(SegmentSchema schema)
{
    private const string DefaultKey = "id";

    private readonly List<Problem> _problems = [];

    /// <summary>The tables of all entities, by entity.</summary>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public IReadOnlyDictionary<string, MappedTable> Build(SqlMap map)
    {
        var declared = new Dictionary<string, TableDeclaration>(StringComparer.Ordinal);
        foreach ((string entity, SqlTableMap table) in map.Tables)
        {
            if (schema.FindEntity(entity) is null)
                Report(entity, "map.unknown", $"The schema '{schema.Name}' has no entity '{entity}'.");
            else if (!declared.TryAdd(entity, table.Declaration))
                Report(entity, "map.repeated", $"'{entity}' is mapped twice; map it once.");
        }

        var tables = new Dictionary<string, MappedTable>(StringComparer.Ordinal);
        foreach (SchemaEntity entity in schema.Entities)
        {
            TableDeclaration? declaration = declared.GetValueOrDefault(entity.Name);
            RowOrigin origin = declaration?.Origin ?? new RowOrigin(SqlName.Of(entity.PluralName), null);
            tables.Add(entity.Name, Table(entity, origin, declaration ?? new TableDeclaration(origin), declaration is not null));
        }

        return _problems.Count == 0 ? tables : throw new SegmentDefinitionException(_problems);
    }

    private MappedTable Table(SchemaEntity entity, RowOrigin origin, TableDeclaration declaration, bool isDeclared)
    {
        string path = entity.Name;
        if (declaration.Keys.Count > 1)
            Report(path, "map.repeated", $"The key of '{path}' is declared {declaration.Keys.Count} times; declare it once.");
        (string column, KeyKind? kind) = declaration.Keys.Count == 0 ? (DefaultKey, null) : declaration.Keys[0];
        CheckLeftOut(entity, path, declaration);
        return new MappedTable(entity, path, origin, isDeclared)
        {
            Key = new MappedColumn(column, declaration.Keys.Count > 0),
            KeyKind = kind,
            Attributes = Attributes(entity, path, declaration, ""),
            References = References(entity, path, declaration, ""),
            Parents = Parents(entity, path, declaration),
            Parts = Parts(entity, path, origin, declaration, isDeclared),
            Filters = declaration.Filters,
        };
    }

    private void CheckLeftOut(SchemaEntity entity, string path, TableDeclaration declaration)
    {
        foreach (string name in declaration.LeftOut.Where(n => entity.FindAttribute(n) is null && entity.FindRelation(n) is null))
            Report($"{path}.{name}", "map.unknown", $"'{entity.Name}' has neither an attribute nor a relation '{name}' in the schema '{schema.Name}'.");
    }

    private Dictionary<string, MappedAttribute> Attributes(SchemaEntity entity, string path, TableDeclaration declaration, string prefix)
    {
        var attributes = new Dictionary<string, MappedAttribute>(StringComparer.Ordinal);
        foreach (AttributeDeclaration declared in declaration.Attributes)
        {
            string place = $"{path}.{declared.Name}";
            if (entity.FindAttribute(declared.Name) is not { } attribute)
                Report(place, "map.unknown", $"'{entity.Name}' has no attribute '{declared.Name}' in the schema '{schema.Name}'.");
            else if (attribute.Computation is not null)
                Report(place, "map.computed", $"'{entity.Name}.{attribute.Name}' is computed from other attributes; leave it out of the map.");
            else if (!attributes.TryAdd(attribute.Name, new MappedAttribute(attribute, declared.Place, declared.Form, IsDeclared: true)))
                Report(place, "map.repeated", $"'{path}.{attribute.Name}' is mapped twice; map it once.");
            else
                CheckForm(attribute, declared, place);
        }

        foreach (var same in attributes.Values.Where(a => a.Place is InRows).GroupBy(a => a.Place).Where(g => g.Count() > 1))
            Report(path, "map.repeated", $"{string.Join(" and ", same.Select(a => $"'{a.Attribute.Name}'"))} are mapped to the same values of {((InRows)same.Key).Table.Origin}; map one of them.");
        foreach (SchemaAttribute attribute in entity.Attributes.Where(a => a.Computation is null && !declaration.LeftOut.Contains(a.Name)))
            attributes.TryAdd(attribute.Name, new MappedAttribute(attribute, new InColumn(prefix + attribute.Name), new ValueForm(), IsDeclared: false));
        return attributes;
    }

    private void CheckForm(SchemaAttribute attribute, AttributeDeclaration declared, string place)
    {
        ValueForm form = declared.Form;
        foreach ((string method, AttributeType[] types) in form.Calls)
        {
            if (!types.Contains(attribute.Type))
                Report(place, "map.form", $"{method}(…) is for attributes of type {string.Join(" or ", types)}, and '{attribute.Name}' is of type {attribute.Type}.");
        }

        foreach (string problem in form.Problems)
            Report(place, "map.form", problem);
        if (form.Zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(form.Zone) is null)
            Report(place, "zone.unknown", $"'{form.Zone}' is no time zone of the tz database; write one such as Europe/Kyiv.");
        if (form.Zone is not null && form.TimeUnit is not null)
            Report(place, "map.form", "LocalTime(…) and UnixTime(…) contradict each other; numbers count from an instant.");
        if (form.Scale is not null && form.ScaledInteger is not null)
            Report(place, "map.form", "Scale(…) is for binary numbers and ScaledInteger(…) for whole ones; declare one.");
        if (attribute.Choices is { } closed)
        {
            foreach (string choice in form.Choices?.Values.Where(c => !closed.Contains(c, StringComparer.OrdinalIgnoreCase)) ?? [])
                Report(place, "map.choice", $"'{choice}' is none of the choices of '{attribute.Name}': {string.Join(", ", closed)}.");
        }

        if (declared.Place is InRows { Name: null } && attribute.Type != AttributeType.Set)
            Report(place, "map.form", $"Set(…) is for sets, and '{attribute.Name}' is of type {attribute.Type}; map it by AttributeTable(…).");
        if (declared.Place is InJson { Pointer: var pointer } && pointer.Length > 0 && pointer[0] != '/')
            Report(place, "map.form", $"'{pointer}' is no JSON Pointer; write it as /preferences/colour.");
    }

    private Dictionary<string, MappedColumn> References(SchemaEntity entity, string path, TableDeclaration declaration, string prefix)
    {
        var references = new Dictionary<string, MappedColumn>(StringComparer.Ordinal);
        foreach ((string relation, string column) in declaration.References)
        {
            if (entity.FindRelation(relation) is not ReferenceRelation)
                Report($"{path}.{relation}", "map.unknown", $"'{entity.Name}' has no reference '{relation}' in the schema '{schema.Name}'.");
            else if (!references.TryAdd(relation, new MappedColumn(column, IsDeclared: true)))
                Report($"{path}.{relation}", "map.repeated", $"'{path}.{relation}' is mapped twice; map it once.");
        }

        foreach (ReferenceRelation relation in entity.Relations.OfType<ReferenceRelation>().Where(r => !declaration.LeftOut.Contains(r.Name)))
            references.TryAdd(relation.Name, new MappedColumn($"{prefix}{relation.Name}_id", IsDeclared: false));
        return references;
    }

    private Dictionary<string, MappedParent> Parents(SchemaEntity entity, string path, TableDeclaration declaration)
    {
        SchemaEntity[] owners = [.. schema.Entities.Where(e => e.Relations.Any(r => r is ManyRelation && r.Target == entity.Name))];
        var parents = new Dictionary<string, MappedParent>(StringComparer.Ordinal);
        foreach (ParentDeclaration declared in declaration.Parents)
        {
            if (owners.All(o => o.Name != declared.Entity))
                Report($"{path}.{declared.Entity}", "map.unknown", $"No to-many relation leads from '{declared.Entity}' to '{entity.Name}' in the schema '{schema.Name}'.");
            else if (!parents.TryAdd(declared.Entity, new MappedParent(declared.Entity, new MappedColumn(declared.Column, true), declared.Link)))
                Report($"{path}.{declared.Entity}", "map.repeated", $"The parent '{declared.Entity}' of '{path}' is mapped twice; map it once.");
        }

        foreach (SchemaEntity owner in owners)
            parents.TryAdd(owner.Name, new MappedParent(owner.Name, new MappedColumn($"{owner.Name}_id", false), null));
        return parents;
    }

    private Dictionary<string, MappedPart> Parts(SchemaEntity entity, string path, RowOrigin origin, TableDeclaration declaration, bool isDeclared)
    {
        var parts = new Dictionary<string, MappedPart>(StringComparer.Ordinal);
        foreach ((string name, TableDeclaration table, string? ownerColumn) in declaration.Parts)
        {
            if (entity.FindRelation(name) is not PartRelation relation)
                Report($"{path}.{name}", "map.unknown", $"'{entity.Name}' has no part '{name}' in the schema '{schema.Name}'.");
            else if (!parts.TryAdd(name, Part(relation, path, origin, table, isDeclared: true, ownerColumn)))
                Report($"{path}.{name}", "map.repeated", $"'{path}.{name}' is mapped twice; map it once.");
        }

        foreach (PartRelation relation in entity.Relations.OfType<PartRelation>().Where(r => !parts.ContainsKey(r.Name) && !declaration.LeftOut.Contains(r.Name)))
            parts.Add(relation.Name, Part(relation, path, origin, new TableDeclaration(null), isDeclared, null));
        return parts;
    }

    private MappedPart Part(
        PartRelation relation, string path, RowOrigin origin, TableDeclaration declaration, bool isDeclared, string? ownerColumn)
    {
        SchemaEntity target = schema.FindEntity(relation.Target)!;
        bool isInRows = declaration.Origin is not null;
        string prefix = declaration.Prefix ?? (isInRows ? "" : PrefixOf(relation));
        foreach (AttributeDeclaration declared in declaration.Attributes.Where(a => a.Place is InRows))
            Report($"{path}.{relation.Name}.{declared.Name}", "map.form", "A part's attributes are in columns; rows of other tables have values of whole rows.");
        // A part of a part would need columns of columns; like a data directory, tables hold parts of rows, and nothing of parts.
        var table = new MappedTable(target, $"{path}.{relation.Name}", declaration.Origin ?? origin, isDeclared)
        {
            Key = new MappedColumn(ownerColumn ?? DefaultKey, ownerColumn is not null),
            KeyKind = null,
            Attributes = Attributes(target, $"{path}.{relation.Name}", declaration, prefix),
            References = References(target, $"{path}.{relation.Name}", declaration, prefix),
            Parents = new Dictionary<string, MappedParent>(),
            Parts = new Dictionary<string, MappedPart>(),
            Filters = declaration.Filters,
        };
        return new MappedPart(relation, table, isInRows);
    }

    /// <summary>What the columns of a part begin with: <c>billing_</c> for <c>billing_address</c> of an address.</summary>
    internal static string PrefixOf(PartRelation relation)
    {
        string suffix = "_" + relation.Target;
        return (relation.Name.EndsWith(suffix, StringComparison.Ordinal) ? relation.Name[..^suffix.Length] : relation.Name) + "_";
    }

    private void Report(string path, string code, string message) => _problems.Add(new Problem(path, code, message));
}
