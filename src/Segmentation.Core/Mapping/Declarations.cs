using System.Linq.Expressions;

namespace Segmentation;

/// <summary>What an <see cref="EntityMap{T}"/> was told, before it is checked against a schema.</summary>
internal sealed class EntityDeclaration(Type type)
{
    public Type Type { get; } = type;

    public List<LambdaExpression> Keys { get; } = [];

    public List<AttributeDeclaration> Attributes { get; } = [];

    public List<RelationDeclaration> Relations { get; } = [];

    /// <summary>Whether the map was cut off because it nests without end.</summary>
    public bool IsTooDeep { get; set; }
}

internal sealed record AttributeDeclaration(string Name, LambdaExpression Value, ValueSettings Settings)
{
    /// <summary>An attribute that has one value in every object.</summary>
    public static AttributeDeclaration Constant(string name, object value, Type type) =>
        new(name, Expression.Lambda(Expression.Constant(value), Expression.Parameter(type, "row")), new ValueSettings());
}

/// <summary>A relation, its target's map either in place or a class of its own; neither for a reference by key alone.</summary>
internal sealed record RelationDeclaration(string Name, bool IsToMany, LambdaExpression Value, EntityDeclaration? Target, MapClass? Map);

/// <summary>A map class; two are the same when they are one instance.</summary>
internal sealed record MapClass(object Instance, Func<EntityDeclaration> Declare)
{
    public string Name
    {
        get
        {
            string name = Instance.GetType().Name;
            int arity = name.IndexOf('`', StringComparison.Ordinal);
            return arity < 0 ? name : name[..arity];
        }
    }

    public static MapClass Of<T>(SubjectMap<T> map)
        where T : class => new(map, () =>
        {
            var entity = new EntityMap<T>();
            map.Configure(entity);
            return entity.Declaration;
        });
}

/// <summary>What a <see cref="ValueMap{TValue}"/> was told.</summary>
internal sealed class ValueSettings
{
    public List<(object? Value, string Choice)>? Choices { get; set; }

    public string? Zone { get; set; }

    public int? Scale { get; set; }
}
