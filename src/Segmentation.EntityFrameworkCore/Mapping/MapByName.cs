using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// Makes maps of what a model and a schema call the same: <c>grand_total</c> and <c>GrandTotal</c>, the relation
/// <c>orders</c> and a navigation of that name, or without one the entity <c>orders</c> with a property <c>customer_id</c>.
/// </summary>
internal sealed class MapByName(SegmentSchema schema, IModel model, Provider provider, List<Problem> problems)
{
    private readonly Dictionary<(string Entity, ITypeBase Type), EntityMapping> _mappings = [];

    /// <summary>The entity's rows by name; null when the model has none, which is a problem when they are required.</summary>
    public MappedRoot? Root(SchemaEntity entity, bool isRequired)
    {
        IEntityType[] found = [.. model.GetEntityTypes().Where(t => !t.IsOwned() && IsNamed(t, entity))];
        if (found.Length == 1)
            return new MappedRoot(Mapping(entity, found[0], found[0].ShortName()), found[0]);
        if (found.Length > 1 || isRequired)
        {
            problems.Add(new Problem(entity.Name, "ef.entity", found.Length == 0
                ? $"The model has no entity named '{entity.Name}' or '{entity.PluralName}'; map one by .Map(new …Map())."
                : $"The model has several entities of that name, {string.Join(" and ", found.Select(t => t.DisplayName()))}; say which by .Map(\"{entity.Name}\", new …Map())."));
        }

        return null;
    }

    /// <summary>The primary key, when it is one value of a type that keys have.</summary>
    public static KeyMapping? PrimaryKey(IEntityType type) =>
        type.FindPrimaryKey() is { Properties: [{ } id] } && Kind(id) is { } kind ? new KeyMapping(kind, Value(type, id)) : null;

    private static bool IsNamed(IEntityType type, SchemaEntity entity)
    {
        string name = type.HasSharedClrType ? type.Name : type.ClrType.Name;
        return Same(name, entity.Name) || Same(name, entity.PluralName);
    }

    private static bool Same(string name, string schemaName) => Plain(name).Equals(Plain(schemaName), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private EntityMapping Mapping(SchemaEntity entity, ITypeBase type, string path)
    {
        if (_mappings.TryGetValue((entity.Name, type), out EntityMapping? known))
            return known;
        var mapping = new EntityMapping(entity, type.ClrType, path);
        _mappings.Add((entity.Name, type), mapping);
        mapping.Key = type is IEntityType keyed ? PrimaryKey(keyed) : null;
        Fill(mapping, type, "");
        // Without a word about guests everyone is registered.
        if (entity == schema.Subject && schema.Roles.Guest is { } guest && entity.FindAttribute(guest) is { Computation: null } attribute && mapping.FindAttribute(guest) is null)
            Attribute(mapping, attribute, AttributeDeclaration.Constant(guest, false, type.ClrType).Value, null);
        return mapping;
    }

    /// <summary>Attributes and relations of a row; of a part that lies in its owner's columns, behind a prefix.</summary>
    private void Fill(EntityMapping mapping, ITypeBase type, string prefix)
    {
        foreach (SchemaAttribute attribute in mapping.Entity.Attributes.Where(a => a.Computation is null))
        {
            if (Property(type, prefix + attribute.Name) is { } property)
                Attribute(mapping, attribute, Value(type, property), property);
        }

        foreach (SchemaRelation relation in mapping.Entity.Relations)
        {
            if (Relation(mapping, relation, type, prefix) is { } found)
                mapping.Add(found);
        }
    }

    private void Attribute(EntityMapping mapping, SchemaAttribute attribute, LambdaExpression value, IProperty? property)
    {
        var declaration = new AttributeDeclaration(attribute.Name, value, property is null ? new ValueSettings() : Settings(attribute, property));
        string path = $"{mapping.Path}.{attribute.Name}";
        LambdaExpression? append = ValueAppend.Build(attribute, declaration, (code, message) =>
            problems.Add(new Problem(path, code, $"The property '{property?.DeclaringType.DisplayName()}.{property?.Name}' has the attribute's name, but {char.ToLowerInvariant(message[0])}{message[1..]}")));
        if (append is not null)
            mapping.Add(new AttributeMapping(attribute, value, append) { Settings = declaration.Settings });
    }

    /// <summary>What a name alone says of a value: enum members are choices in snake case, a date-time without a zone is in UTC, a binary number has the declared places.</summary>
    private ValueSettings Settings(SchemaAttribute attribute, IProperty property)
    {
        var settings = new ValueSettings();
        Type type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum && attribute.Type is AttributeType.Text or AttributeType.Choice)
            settings.Choices = [.. Enum.GetValues(type).Cast<object>().Distinct().Select(v => ((object?)v, ChoiceOf(attribute, v.ToString()!)))];
        if (type == typeof(DateTime) && attribute.Type == AttributeType.Instant && !IsUtc(property))
            settings.Zone = "UTC";
        if (type == typeof(double) || type == typeof(float))
            settings.Scale = attribute.Scale ?? property.GetScale();
        return settings;
    }

    private static string ChoiceOf(SchemaAttribute attribute, string member) =>
        attribute.Choices?.FirstOrDefault(c => Same(member, c))
        ?? string.Concat(member.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    // A converter says itself what a date-time is; of PostgreSQL's two types one is UTC.
    private bool IsUtc(IProperty property) => property.FindTypeMapping()?.Converter is not null
        || provider == Provider.PostgreSql && (property.FindRelationalTypeMapping()?.StoreType.EndsWith("with time zone", StringComparison.Ordinal) ?? false);

    private RelationMapping? Relation(EntityMapping mapping, SchemaRelation relation, ITypeBase type, string prefix)
    {
        SchemaEntity target = schema.FindEntity(relation.Target)!;
        string path = $"{mapping.Path}.{relation.Name}";
        return relation switch
        {
            ManyRelation or PartRelation or ReferenceRelation when prefix.Length == 0 && Navigation(type, relation, target, path) is { } found => found,
            ManyRelation when type is IEntityType parent => Children(parent, relation, target, path),
            PartRelation => Part(mapping, relation, type, target, path, $"{prefix}{relation.Name}_"),
            ReferenceRelation => Reference(relation, type, prefix),
            _ => null,
        };
    }

    private RelationMapping? Navigation(ITypeBase type, SchemaRelation relation, SchemaEntity target, string path)
    {
        ParameterExpression row = Expression.Parameter(type.ClrType, "row");
        if (relation is PartRelation or ManyRelation && type.GetComplexProperties().FirstOrDefault(p => Same(p.Name, relation.Name) && p.IsCollection == relation.IsToMany) is { } part)
            return new RelationMapping(relation, Lambda(row, Member(row, part)), Mapping(target, part.ComplexType, path), null);
        if (type is not IEntityType entity)
            return null;
        INavigationBase? navigation = entity.GetNavigations().Concat<INavigationBase>(entity.GetSkipNavigations())
            .FirstOrDefault(n => Same(n.Name, relation.Name) && n.IsCollection == relation.IsToMany);
        if (navigation is null)
            return null;
        EntityMapping mapping = Mapping(target, navigation.TargetEntityType, path);
        return relation is ReferenceRelation && mapping.Key is null ? null : new RelationMapping(relation, Lambda(row, Member(row, navigation)), mapping, null);
    }

    /// <summary>row => children.Where(child => child.parent_id == row.id)</summary>
    private RelationMapping? Children(IEntityType parent, SchemaRelation relation, SchemaEntity target, string path)
    {
        IEntityType[] named = [.. model.GetEntityTypes().Where(t => !t.IsOwned() && IsNamed(t, target))];
        if (named is not [{ } children] || parent.FindPrimaryKey() is not { Properties: [{ } id] }
            || schema.Entities.FirstOrDefault(e => IsNamed(parent, e)) is not { } entity || Property(children, $"{entity.Name}_id") is not { } owner)
            return null;
        ParameterExpression row = Expression.Parameter(parent.ClrType, "row"), child = Expression.Parameter(children.ClrType, "child");
        Expression test = Expression.Equal(Lifted(Member(child, owner)), Lifted(Member(row, id)));
        Expression rows = Expression.Call(
            typeof(Queryable), nameof(Queryable.Where), [children.ClrType],
            new EntityQueryRootExpression(children), Expression.Quote(Expression.Lambda(test, child)));
        return new RelationMapping(relation, Lambda(row, rows), Mapping(target, children, path), null);
    }

    /// <summary>A part in the row's own columns, such as <c>billing_address_country</c>: there when one of them is.</summary>
    private RelationMapping? Part(EntityMapping owner, SchemaRelation relation, ITypeBase type, SchemaEntity target, string path, string prefix)
    {
        var mapping = new EntityMapping(target, type.ClrType, path);
        Fill(mapping, type, prefix);
        Expression[] values = [.. mapping.Attributes.Select(a => a.Value), .. mapping.Relations.Select(r => r.Key?.Value).OfType<LambdaExpression>()];
        ParameterExpression row = Expression.Parameter(owner.Type, "row");
        Expression[] tests = [.. values.Cast<LambdaExpression>().Select(v => Substitution.Apply(v, row))
            .Where(v => !v.Type.IsValueType || Nullable.GetUnderlyingType(v.Type) is not null)
            .Select(v => Expression.NotEqual(v, Expression.Constant(null, v.Type)))];
        return tests.Length == 0
            ? null
            : new RelationMapping(relation, Lambda(row, Expression.Condition(tests.Aggregate(Expression.OrElse), row, Expression.Constant(null, row.Type))), mapping, null);
    }

    private static RelationMapping? Reference(SchemaRelation relation, ITypeBase type, string prefix) =>
        Property(type, $"{prefix}{relation.Name}_id") is { } property && Kind(property) is { } kind
            ? new RelationMapping(relation, null, null, new KeyMapping(kind, Value(type, property)))
            : null;

    private static IProperty? Property(ITypeBase type, string name) => type.GetProperties().FirstOrDefault(p => Same(p.Name, name));

    /// <summary>The kind of keys of a property; null when it is of no type that keys have.</summary>
    public static KeyKind? Kind(IReadOnlyProperty property) => Kind(property.ClrType);

    /// <summary>The kind of keys of a type; null when keys are of none such.</summary>
    public static KeyKind? Kind(Type declared)
    {
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type == typeof(string) ? KeyKind.Text : type == typeof(Guid) ? KeyKind.Guid : ValueAppend.IsInteger(type) ? KeyKind.Integer : null;
    }

    private static LambdaExpression Value(ITypeBase type, IProperty property)
    {
        ParameterExpression row = Expression.Parameter(type.ClrType, "row");
        return Lambda(row, Member(row, property));
    }

    // A property of the class is read as such, so that the map serves loaded objects, too; others only EF can read.
    private static Expression Member(ParameterExpression row, IPropertyBase property) =>
        property.PropertyInfo is { GetMethod: not null } member && !property.IsIndexerProperty() && !property.IsShadowProperty()
            ? Expression.Property(row, member)
            : Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));

    private static Expression Lifted(Expression value) => value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null
        ? Expression.Convert(value, typeof(Nullable<>).MakeGenericType(value.Type))
        : value;

    private static LambdaExpression Lambda(ParameterExpression row, Expression body) => Expression.Lambda(body, row);
}
