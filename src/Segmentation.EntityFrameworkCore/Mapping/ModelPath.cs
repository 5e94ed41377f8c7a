using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Segmentation.EntityFrameworkCore;

/// <summary>What an expression over a row is in the model.</summary>
internal abstract record ModelPath
{
    /// <summary>One row, or none.</summary>
    public sealed record Row(ITypeBase Type, bool IsOptional) : ModelPath;

    /// <summary>A sequence of rows.</summary>
    public sealed record Rows(ITypeBase Type) : ModelPath;

    /// <summary>A mapped value; optional when the row that has it may not be there.</summary>
    public sealed record Value(IProperty Property, bool IsOptional) : ModelPath;

    /// <summary>A member of a row that the model does not map.</summary>
    public sealed record Unmapped(ITypeBase Type, string Member) : ModelPath;
}

/// <summary>Follows expressions of maps through the model. Immutable.</summary>
internal sealed class ModelPaths
{
    private readonly IModel _model;
    private readonly Dictionary<ParameterExpression, ITypeBase> _rows;

    private ModelPaths(IModel model, Dictionary<ParameterExpression, ITypeBase> rows)
    {
        _model = model;
        _rows = rows;
    }

    /// <summary>Paths that begin at the parameter of a map's expression.</summary>
    public static ModelPaths From(IModel model, LambdaExpression lambda, ITypeBase row) => new(model, new() { [lambda.Parameters[0]] = row });

    /// <summary>What the expression is; null when it is no row, rows or value of the model.</summary>
    public ModelPath? Resolve(Expression expression) => expression switch
    {
        ParameterExpression parameter => _rows.TryGetValue(parameter, out ITypeBase? type) ? new ModelPath.Row(type, IsOptional: false) : null,
        EntityQueryRootExpression root => new ModelPath.Rows(root.EntityType),
        MemberExpression { Expression: { } of } member => Resolve(of) is { } path ? Member(path, member.Member.Name, of.Type) : null,
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } convert => Converted(convert),
        ConditionalExpression choice => Chosen(choice),
        MethodCallExpression call => Called(call),
        _ => null,
    };

    /// <summary>The expression compared with null, when it is a row of the model.</summary>
    public Expression? RowTestedForNull(Expression expression)
    {
        if (expression is not BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } comparison)
            return null;
        Expression? tested = IsNull(comparison.Right) ? comparison.Left : IsNull(comparison.Left) ? comparison.Right : null;
        return tested is not null && Resolve(tested) is ModelPath.Row ? tested : null;
    }

    public static bool IsNull(Expression expression) => expression switch
    {
        ConstantExpression { Value: null } or DefaultExpression { Type.IsValueType: false } => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNull(convert.Operand),
        _ => false,
    };

    /// <summary>The name that <c>EF.Property(row, name)</c> or <c>row[name]</c> has; null for another call.</summary>
    public static string? NameIn(MethodCallExpression call, out Expression? row)
    {
        row = null;
        if (call.Method.DeclaringType == typeof(EF) && call.Method.Name == nameof(EF.Property))
        {
            row = call.Arguments[0];
            return (call.Arguments[1] as ConstantExpression)?.Value as string;
        }

        if (call is { Object: { } bag, Method.Name: "get_Item", Arguments: [ConstantExpression { Value: string name }] })
        {
            row = bag;
            return name;
        }

        return null;
    }

    private static ModelPath? Member(ModelPath path, string name, Type of)
    {
        if (path is ModelPath.Value && name == "Value" && Nullable.GetUnderlyingType(of) is not null)
            return path;
        if (path is not ModelPath.Row row)
            return null;
        if (row.Type.FindProperty(name) is { } property)
            return new ModelPath.Value(property, row.IsOptional);
        if (row.Type.FindComplexProperty(name) is { } part)
            return part.IsCollection ? new ModelPath.Rows(part.ComplexType) : new ModelPath.Row(part.ComplexType, row.IsOptional || part.IsNullable);
        if (row.Type is not IEntityType entity)
            return new ModelPath.Unmapped(row.Type, name);
        INavigationBase? navigation = (INavigationBase?)entity.FindNavigation(name) ?? entity.FindSkipNavigation(name);
        return navigation is null ? new ModelPath.Unmapped(entity, name)
            : navigation.IsCollection ? new ModelPath.Rows(navigation.TargetEntityType)
            : new ModelPath.Row(navigation.TargetEntityType, IsOptional: true);
    }

    private ModelPath? Converted(UnaryExpression convert)
    {
        ModelPath? path = Resolve(convert.Operand);
        if (path is not ModelPath.Row { Type: IEntityType entity } row)
            return path;
        IEntityType? derived = entity.GetDerivedTypesInclusive().FirstOrDefault(t => t.ClrType == convert.Type);
        return row with { Type = derived ?? entity, IsOptional = row.IsOptional || derived is not null && derived != entity };
    }

    private ModelPath.Row? Chosen(ConditionalExpression choice)
    {
        Expression? chosen = IsNull(choice.IfFalse) ? choice.IfTrue : IsNull(choice.IfTrue) ? choice.IfFalse : null;
        return chosen is not null && Resolve(chosen) is ModelPath.Row row ? row with { IsOptional = true } : null;
    }

    private ModelPath? Called(MethodCallExpression call)
    {
        if (NameIn(call, out Expression? of) is { } name)
            return Resolve(of!) is { } path ? Member(path, name, of!.Type) : null;
        if (!IsSequenceMethod(call) || Resolve(call.Arguments[0]) is not ModelPath.Rows rows)
            return null;
        switch (call.Method.Name)
        {
            case nameof(Queryable.Where) or nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending) or nameof(Queryable.ThenBy)
                or nameof(Queryable.ThenByDescending) or nameof(Queryable.Take) or nameof(Queryable.Skip) or nameof(Queryable.Distinct)
                or nameof(Queryable.Reverse) or nameof(Queryable.AsQueryable) or nameof(Enumerable.AsEnumerable) or nameof(Enumerable.ToList)
                or nameof(Enumerable.ToArray):
                return rows;
            case nameof(Queryable.OfType) or nameof(Queryable.Cast):
                Type type = call.Method.GetGenericArguments()[0];
                IEntityType? derived = (rows.Type as IEntityType)?.GetDerivedTypesInclusive().FirstOrDefault(t => t.ClrType == type);
                return derived is null ? rows : new ModelPath.Rows(derived);
            case nameof(Queryable.FirstOrDefault) or nameof(Queryable.First) or nameof(Queryable.SingleOrDefault) or nameof(Queryable.Single)
                or nameof(Queryable.LastOrDefault) or nameof(Queryable.Last):
                return new ModelPath.Row(rows.Type, IsOptional: true);
            case nameof(Queryable.Select) when Lambda(call.Arguments[1]) is { Parameters.Count: 1 } selector:
                var inner = new ModelPaths(_model, new(_rows) { [selector.Parameters[0]] = rows.Type });
                return inner.Resolve(selector.Body) is ModelPath.Row row ? new ModelPath.Rows(row.Type) : null;
            case nameof(Queryable.SelectMany) when call.Arguments.Count == 2 && Lambda(call.Arguments[1]) is { Parameters.Count: 1 } selector:
                var many = new ModelPaths(_model, new(_rows) { [selector.Parameters[0]] = rows.Type });
                return many.Resolve(selector.Body) as ModelPath.Rows;
            default:
                return null;
        }
    }

    public static bool IsSequenceMethod(MethodCallExpression call) =>
        (call.Method.DeclaringType == typeof(Queryable) || call.Method.DeclaringType == typeof(Enumerable)) && call.Arguments.Count > 0;

    private static LambdaExpression? Lambda(Expression expression) => expression switch
    {
        LambdaExpression lambda => lambda,
        UnaryExpression { NodeType: ExpressionType.Quote, Operand: LambdaExpression lambda } => lambda,
        _ => null,
    };
}
