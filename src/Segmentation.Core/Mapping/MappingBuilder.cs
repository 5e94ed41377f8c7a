using System.Linq.Expressions;

namespace Segmentation;

/// <summary>Checks a map against a schema and reports everything that does not fit, together.</summary>
internal sealed class MappingBuilder(SegmentSchema schema)
{
    private const int MaxNesting = 16;

    private readonly List<Problem> _problems = [];
    private readonly Dictionary<(object Map, object Role), EntityMapping> _classes = [];
    private readonly Dictionary<string, (KeyKind Kind, string Path)> _referredKinds = new(StringComparer.Ordinal);
    private readonly Stack<Type> _open = [];

    public EntityMapping Build(MapClass map, string entityName)
    {
        EntityMapping? mapping = null;
        if (schema.FindEntity(entityName) is { } entity)
        {
            mapping = Class(map, entity, null);
            if (mapping?.Key is { } key)
                CheckReferredKind(entityName, key, map.Name);
            else if (!_problems.Exists(p => p.Path == map.Name && p.Code == "map.key"))
                Report(map.Name, "map.key", $"'{entityName}' has no key; declare .Key(…).");
            if (mapping is not null && entity == schema.Subject)
                NameNobodyAGuest(mapping);
        }
        else
        {
            Report(map.Name, "map.unknown", $"The schema '{schema.Name}' has no entity '{entityName}'.");
        }

        return _problems.Count == 0
            ? mapping!
            // A class that is used in two places is wrong in both in the same way.
            : throw new SegmentDefinitionException([.. _problems.Distinct()]);
    }

    /// <summary>A host that says of nobody that he is a guest has registered customers only, and segments of these need no map of it.</summary>
    private void NameNobodyAGuest(EntityMapping mapping)
    {
        if (schema.Roles.Guest is { } guest && mapping.Entity.FindAttribute(guest) is { Computation: null } && mapping.FindAttribute(guest) is null)
            Attribute(mapping, AttributeDeclaration.Constant(guest, false, mapping.Type));
    }

    /// <param name="map">The map.</param>
    /// <param name="entity">The entity of its rows.</param>
    /// <param name="part">The relation whose one row it is of, where that is a part of rows which it is selected from.</param>
    private EntityMapping? Class(MapClass map, SchemaEntity entity, SelectedPart? part)
    {
        (object, object) use = (map.Instance, part?.Relation as object ?? entity);
        if (_classes.TryGetValue(use, out EntityMapping? known))
            return known;
        Type type = map.Instance.GetType();
        if (_open.Count(t => t == type) >= MaxNesting)
        {
            Report(map.Name, "map.recursive", "The map leads back to itself by ever new instances; pass 'this' instead of a new one.");
            return null;
        }

        EntityDeclaration declaration = map.Declare();
        var mapping = new EntityMapping(entity, declaration.Type, map.Name);
        // Known before it is filled, so that a map may lead back to itself.
        _classes.Add(use, mapping);
        _open.Push(type);
        Fill(mapping, declaration, part);
        _open.Pop();
        return mapping;
    }

    private EntityMapping InPlace(EntityDeclaration declaration, SchemaEntity entity, string path, SelectedPart? part)
    {
        var mapping = new EntityMapping(entity, declaration.Type, path);
        Fill(mapping, declaration, part);
        return mapping;
    }

    private void Fill(EntityMapping mapping, EntityDeclaration declaration, SelectedPart? part)
    {
        if (declaration.IsTooDeep)
            Report(mapping.Path, "map.recursive", "The map nests without end; make it a class of its own and pass 'this'.");
        if (declaration.Keys.Count > 1)
            Report(mapping.Path, "map.repeated", $"The key of '{mapping.Entity.Name}' is declared {declaration.Keys.Count} times; declare it once.");
        if (declaration.Keys.Count > 0)
            mapping.Key = Key(declaration.Keys[0], mapping.Path);
        foreach (AttributeDeclaration attribute in declaration.Attributes)
        {
            if (part?.Says(attribute.Name) == true)
                Report($"{mapping.Path}.{attribute.Name}", "map.repeated", $"'{part.Relation.Name}' says what '{attribute.Name}' is; leave it out of the map.");
            else
                Attribute(mapping, attribute);
        }

        foreach (AttributeDeclaration attribute in part?.Constants(mapping.Type) ?? [])
            Attribute(mapping, attribute);
        foreach (RelationDeclaration relation in declaration.Relations)
            Relation(mapping, relation);
        SelectedPart.Combine(mapping, Report);
    }

    private KeyMapping? Key(LambdaExpression value, string path)
    {
        Type type = Nullable.GetUnderlyingType(value.ReturnType) ?? value.ReturnType;
        KeyKind? kind = type == typeof(string) ? KeyKind.Text
            : type == typeof(Guid) ? KeyKind.Guid
            : ValueAppend.IsInteger(type) ? KeyKind.Integer
            : null;
        if (kind is { } known)
            return new KeyMapping(known, value);
        Report(path, "map.key",
            $"A key of type {ValueAppend.NameOf(value.ReturnType)} is not taken; keys are an integer type up to long, Guid or string.");
        return null;
    }

    private void Attribute(EntityMapping mapping, AttributeDeclaration declaration)
    {
        string path = $"{mapping.Path}.{declaration.Name}";
        SchemaEntity entity = mapping.Entity;
        if (entity.FindAttribute(declaration.Name) is not { } attribute)
        {
            Report(path, "map.unknown", entity.FindRelation(declaration.Name) is null
                ? $"'{entity.Name}' has no attribute '{declaration.Name}' in the schema '{schema.Name}'."
                : $"'{declaration.Name}' is a relation of '{entity.Name}'; declare it with .One(…) or .Many(…).");
            return;
        }

        if (attribute.Computation is not null)
        {
            Report(path, "map.computed", $"'{entity.Name}.{attribute.Name}' is computed from other attributes; leave it out of the map.");
            return;
        }

        LambdaExpression? append = ValueAppend.Build(attribute, declaration, (code, message) => Report(path, code, message));
        if (append is not null && !mapping.Add(new AttributeMapping(attribute, declaration.Value, append) { Settings = declaration.Settings }))
            Report(path, "map.repeated", $"'{entity.Name}.{attribute.Name}' is mapped twice; map it once.");
    }

    private void Relation(EntityMapping mapping, RelationDeclaration declaration)
    {
        string path = $"{mapping.Path}.{declaration.Name}";
        SchemaEntity entity = mapping.Entity;
        if (entity.FindRelation(declaration.Name) is not { } relation)
        {
            Report(path, "map.unknown", entity.FindAttribute(declaration.Name) is null
                ? $"'{entity.Name}' has no relation '{declaration.Name}' in the schema '{schema.Name}'."
                : $"'{declaration.Name}' is an attribute of '{entity.Name}'; declare it with .Attribute(…).");
            return;
        }

        var part = SelectedPart.Of(relation, schema);
        if (Misfit(relation, declaration, part) is { } misfit)
        {
            Report(path, "map.relation", misfit);
            return;
        }

        RelationMapping? relationMapping = declaration is { Target: null, Map: null }
            ? ReferenceByKey(relation, declaration.Value, path)
            : Rows(relation, declaration, part, path);
        if (relationMapping is not null && !mapping.Add(relationMapping))
            Report(path, "map.repeated", $"'{entity.Name}.{relation.Name}' is mapped twice; map it once.");
    }

    private static string? Misfit(SchemaRelation relation, RelationDeclaration declaration, SelectedPart? part) => relation switch
    {
        ParentRelation => $"'{relation.Name}' is the row that this one belongs to and follows from where it is; leave it out of the map.",
        SelectedRelation when part is not null && !declaration.IsToMany && (declaration.Target is not null || declaration.Map is not null) => null,
        SelectedRelation selected when part is not null =>
            $"'{selected.Name}' is one row of '{selected.Selection.Relation}'; declare it with .One(…), or map that relation, with the attributes it is chosen by.",
        SelectedRelation selected => $"'{relation.Name}' is chosen among '{selected.Selection.Relation}'; map that relation, with the attributes it is chosen by.",
        ThroughRelation through => $"'{relation.Name}' stands for '{through.Path}'; map that path.",
        ManyRelation when !declaration.IsToMany => $"'{relation.Name}' leads to many rows; declare it with .Many(…).",
        PartRelation or ReferenceRelation when declaration.IsToMany => $"'{relation.Name}' leads to at most one row; declare it with .One(…).",
        PartRelation when declaration is { Target: null, Map: null } => $"'{relation.Name}' is a part, which has no key; declare it with .One(…).",
        _ => null,
    };

    private RelationMapping? ReferenceByKey(SchemaRelation relation, LambdaExpression value, string path)
    {
        if (Key(value, path) is not { } key)
            return null;
        CheckReferredKind(relation.Target, key, path);
        return new RelationMapping(relation, null, null, key);
    }

    private RelationMapping? Rows(SchemaRelation relation, RelationDeclaration declaration, SelectedPart? part, string path)
    {
        SchemaEntity target = schema.FindEntity(relation.Target)!;
        EntityMapping? mapping = declaration.Map is { } map ? Class(map, target, part) : InPlace(declaration.Target!, target, path, part);
        if (mapping is null)
            return null;
        if (relation is ReferenceRelation)
        {
            if (mapping.Key is { } key)
                CheckReferredKind(relation.Target, key, mapping.Path);
            else if (!_problems.Exists(p => p.Path == mapping.Path && p.Code is ("map.key" or "map.recursive")))
                Report(mapping.Path, "map.key", $"'{target.Name}' has no key, by which '{relation.Name}' refers to it; declare .Key(…).");
        }

        return new RelationMapping(relation, declaration.Value, mapping, null);
    }

    /// <summary>Rows of one entity that are reached by several ways are one table, with keys of one kind.</summary>
    private void CheckReferredKind(string entity, KeyMapping key, string path)
    {
        if (!_referredKinds.TryAdd(entity, (key.Kind, path)) && _referredKinds[entity] is var first && first.Kind != key.Kind)
        {
            Report(path, "map.key",
                $"The key of '{entity}' is of kind {key.Kind} here and of kind {first.Kind} at {first.Path}; declare one kind.");
        }
    }

    private void Report(string path, string code, string message) => _problems.Add(new Problem(path, code, message));
}
