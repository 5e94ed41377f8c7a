using Segmentation.Predicates;

namespace Segmentation.Binding;

internal sealed partial class Binder
{
    private readonly Stack<Condition> _expanding = [];

    // Where the plug-in stands, and what it is called, whose conditions are being bound; null outside of any.
    private string? _expandedAt;
    private string? _expanded;

    private PredicateNode? BindCustom(CustomCondition condition, Context context, string path)
    {
        if (options.Language.Find(condition) is not { } declaration)
        {
            Refuse(path, ProblemCodes.ConditionUnknown, $"The condition type {condition.GetType().Name} is not registered; bind with a language that it was added to (BindOptions.Language).");
            return null;
        }

        string name = $"'{declaration.Name}'";
        if (!IsValid(condition.Validate, name, problem => Place(path, Setting.JsonName(problem)), path))
            return null;
        if (condition is ConditionPlugin plugin)
            return BindExpansion(plugin, name, plugin.Expand, context, path);
        if (!context.IsWhere)
            return factory.External(context.Domain, (ExternalCondition)condition, declaration.Name);
        Refuse(path, "external.nested", $"{name} is answered about a customer, not about a row; move this condition out of 'where'.");
        return null;
    }

    private PredicateNode? BindPluginOperator(
        BoundValue value, AttributeOperator operation, Operator @operator, Operand? operand, Context context, string path)
    {
        string name = $"'{@operator.Name}'";
        if (operand is not null && !IsOperand(value, operation, @operator, operand, context, $"{path}.value")
            || !IsValid(() => operation.Validate(operand), name, problem => Place($"{path}.value", problem), $"{path}.operator"))
        {
            return null;
        }

        if (operation is not ExpandingOperator expanding)
            return BindValueOperator(value, operation, operand, name, path);
        if (_parent?.Condition is not AttributeCondition comparison)
        {
            Refuse($"{path}.operator", "operator.type", $"{name} is for attributes, not for figures over rows.");
            return null;
        }

        PredicateNode? expansion = BindExpansion(comparison, name, c => expanding.Expand(c, comparison.Attribute, operand), context, path);
        // Whatever it stands for, it is false on a missing value; an absent set is the empty set.
        return expansion is null || value.Type == AttributeType.Set
            ? expansion
            : factory.Group(context.Domain, all: true, [Lift(factory.Present(value.Node), value.Hops), expansion]);
    }

    private PredicateNode? BindValueOperator(BoundValue value, AttributeOperator operation, Operand? operand, string name, string path)
    {
        if (value.IsQuotient)
        {
            Refuse($"{path}.operator", "operator.type", $"{name} is computed from an exact value, and an average has none of its own.");
            return null;
        }

        try
        {
            return operation.Prepare(operand) is { } test
                ? Lift(factory.Operator(value.Node, operation, operand, test), value.Hops)
                : Failed("it gave no function");
        }
        catch (Exception e)
        {
            return Failed(e.Message);
        }

        PredicateNode? Failed(string reason)
        {
            Refuse($"{path}.operator", ProblemCodes.PluginFailed, $"{name} failed: {reason}");
            return null;
        }
    }

    /// <summary>Binds what a plug-in stands for, in its place.</summary>
    private PredicateNode? BindExpansion(Condition condition, string name, Func<ConditionBuilder, Condition> expand, Context context, string path)
    {
        // The same settings always give the same conditions, so that this would never end.
        if (_expanding.Contains(condition))
        {
            Refuse(path, "plugin.cycle", $"{name} stands for itself.");
            return null;
        }

        Condition? expansion = null;
        string reason = "it stands for nothing";
        try
        {
            expansion = expand(new ConditionBuilder());
        }
        catch (Exception e)
        {
            reason = e.Message;
        }

        if (expansion is null)
        {
            Refuse(path, ProblemCodes.PluginFailed, $"{name} failed: {reason}");
            return null;
        }

        (string? at, string? what) = (_expandedAt, _expanded);
        (_expandedAt, _expanded) = (at ?? path, what ?? name);
        _expanding.Push(condition);
        PredicateNode? bound = Bind(expansion, context with { Depth = context.Depth + 1 }, path);
        _expanding.Pop();
        (_expandedAt, _expanded) = (at, what);
        return bound;
    }

    private bool IsValid(Func<IEnumerable<Problem>> validate, string name, Func<string, string> place, string path)
    {
        try
        {
            Problem[] found = [.. validate()];
            foreach (Problem problem in found)
                Refuse(place(problem.Path), problem.Code, problem.Message);
            return found.Length == 0;
        }
        catch (Exception e)
        {
            Refuse(path, ProblemCodes.PluginFailed, $"{name} failed: {e.Message}");
            return false;
        }
    }

    /// <summary>Whether a plug-in may see the value at all: it is of the form that the operator declares, and each part could be read.</summary>
    private bool IsOperand(BoundValue value, AttributeOperator operation, Operator @operator, Operand operand, Context context, string path)
    {
        if (operand is InvalidOperand)
            return false;
        var reader = new OperandReader(value, @operator, context.Zone, Refuse);
        IReadOnlyList<Operand>? items = operation.Operand switch
        {
            OperandForm.List => reader.List(operand, path),
            OperandForm.Bounds => reader.Pair(operand, path) is (Operand low, Operand high) ? [low, high] : null,
            _ => null,
        };
        if (operation.Operand == OperandForm.One)
            return IsOneValue(operand, operation.IsRelativeAllowed, @operator, path);
        bool all = items is not null;
        for (int i = 0; i < items?.Count; i++)
            all &= IsOneValue(items[i], operation.IsRelativeAllowed, @operator, $"{path}[{i}]");
        return all;
    }

    private bool IsOneValue(Operand operand, bool isRelativeAllowed, Operator @operator, string path)
    {
        switch (operand)
        {
            case InvalidOperand:
                return false;
            case Operand.List:
                Refuse(path, "operand.type", $"'{@operator.Name}' takes one value here, not a list.");
                return false;
            case Operand.Text text when TextRules.Complaint(text.Value) is { } complaint:
                Refuse(path, "text.invalid", complaint);
                return false;
            case Operand.Text or Operand.Number or Operand.Boolean:
                return true;
            default:
                if (!isRelativeAllowed)
                    Refuse(path, "operand.relative", $"'{@operator.Name}' compares with a fixed value; a relative one is not for it.");
                return isRelativeAllowed;
        }
    }

    /// <summary>A place within another: after a point, unless it is an index.</summary>
    private static string Place(string path, string within) =>
        within.Length == 0 ? path : within[0] == '[' ? path + within : $"{path}.{within}";
}
