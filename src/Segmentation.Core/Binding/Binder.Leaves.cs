using Segmentation.Predicates;

namespace Segmentation.Binding;

internal sealed partial class Binder
{
    /// <summary>A comparison of a value. A null value was refused already; its operator and operand are still checked as far as possible.</summary>
    private PredicateNode? BindLeaf(BoundValue? value, Operator @operator, Operand? operand, Context context, string path)
    {
        if (value is not null && _parent is not null)
            _parent.Value = Lift(value);
        if (options.Language.FindOperator(@operator) is not { } use)
        {
            string nearest = Spelling.Nearest(@operator.Name, options.Language.AllOperatorNames) is { } name ? $" Did you mean '{name}'?" : "";
            Refuse($"{path}.operator", "operator.unknown", $"There is no operator '{@operator.Name}'.{nearest} Operators are: {options.Language.OperatorNames(value?.Type)}.");
            return null;
        }

        if (value is not null && !use.Operator.Types.Contains(value.Type))
        {
            Refuse($"{path}.operator", "operator.type", $"'{@operator.Name}' is not for type {Words.Of(value.Type)}; operators for it are: {options.Language.OperatorNames(value.Type)}.");
            return null;
        }

        bool takesValue = use.Operator.Operand != OperandForm.None;
        if (!takesValue && operand is not null)
            Refuse($"{path}.value", "operand.unexpected", $"'{@operator.Name}' takes no value; remove it.");
        if (takesValue && operand is null)
        {
            Refuse(path, "operand.missing", $"'{@operator.Name}' needs a value; add \"value\".");
            return null;
        }

        if (value is null)
            return null;
        PredicateNode? leaf = use.Operator is BuiltInOperator builtIn
            ? BindBuiltIn(value, builtIn.Test, @operator, operand, context, path)
            : BindPluginOperator(value, use.Operator, @operator, operand, context, path);
        return leaf is not null && use.IsNegative ? factory.Not(leaf) : leaf;
    }

    private PredicateNode? BindBuiltIn(BoundValue value, Test test, Operator @operator, Operand? operand, Context context, string path)
    {
        if (test == Test.Present)
            return Lift(factory.Present(value.Node), value.Hops);
        var reader = new OperandReader(value, @operator, context.Zone, Refuse);
        return value.Type switch
        {
            AttributeType.Text or AttributeType.Choice => BindText(value, test, operand!, reader, $"{path}.value"),
            AttributeType.Set => BindSet(value, test, operand!, reader, $"{path}.value"),
            AttributeType.Boolean => reader.Boolean(operand!, $"{path}.value") is { } truth ? Point(value, new Rational(truth ? 1 : 0)) : null,
            _ => BindOrdered(value, test, operand!, reader, context, $"{path}.value"),
        };
    }

    private PredicateNode? BindText(BoundValue value, Test test, Operand operand, OperandReader reader, string path)
    {
        if (test == Test.In)
            return reader.Texts(operand, path) is { } list ? TextLeaf(TextTest.In, list) : null;
        if (test == Test.Equal)
            return reader.Choice(operand, path) is { } text ? TextLeaf(TextTest.In, [text]) : null;
        return reader.Part(operand, path) is { } part ? TextLeaf(Of(test), [part]) : null;

        PredicateNode TextLeaf(TextTest kind, IReadOnlyList<string> literals) =>
            Lift(factory.Text(value.Node, kind, literals, value.IsCaseSensitive), value.Hops);

        static TextTest Of(Test test) => test switch
        {
            Test.Contains => TextTest.Contains,
            Test.BeginsWith => TextTest.BeginsWith,
            _ => TextTest.EndsWith,
        };
    }

    private PredicateNode? BindSet(BoundValue value, Test test, Operand operand, OperandReader reader, string path) =>
        reader.Texts(operand, path) is { } list
            ? Lift(factory.Set(value.Node, test == Test.HasAll, list, value.IsCaseSensitive, value.Hierarchy), value.Hops)
            : null;

    private PredicateNode? BindOrdered(BoundValue value, Test test, Operand operand, OperandReader reader, Context context, string path)
    {
        switch (test)
        {
            case Test.In when reader.List(operand, path) is { } items:
                return BindAlternatives(value, items, reader, context, path);
            case Test.Between when reader.Pair(operand, path) is { } pair:
                return BindBetween(value, pair, reader, context, path);
            case Test.In or Test.Between:
                return null;
            default:
                return operand is Operand.Attribute other
                    ? BindComparison(value, test, other, context, path)
                    : reader.Point(operand, path) is { } point ? Ordered(value, test, point) : null;
        }
    }

    private PredicateNode? BindAlternatives(BoundValue value, IReadOnlyList<Operand> items, OperandReader reader, Context context, string path)
    {
        var constants = new List<Rational>();
        var leaves = new List<PredicateNode>();
        var present = new List<PredicateNode>();
        bool complete = true;
        for (int i = 0; i < items.Count; i++)
        {
            string place = $"{path}[{i}]";
            if (items[i] is Operand.Attribute other)
            {
                if (BindComparison(value, Test.Equal, other, context, place) is { } leaf)
                {
                    leaves.Add(leaf);
                    present.Add(factory.Present(Lift(ResolveAttribute(other.Path, context, $"{place}.attribute")!).Node));
                }
                else
                {
                    complete = false;
                }
            }
            else if (reader.Point(items[i], place) is not { } point)
            {
                complete = false;
            }
            else if (point is { IsExact: true, From.Term: null })
            {
                constants.Add(point.From.Constant);
            }
            else
            {
                leaves.Add(Ordered(value, Test.Equal, point));
            }
        }

        if (!complete)
            return null;
        if (constants.Count > 0)
            leaves.Add(Lift(factory.NumberIn(value.Node, constants), value.Hops));
        // The alternatives are tested on the condition's own row, where a value over a relation is one value still.
        // An operand that is missing makes the whole operator false, not its own alternative alone.
        return factory.Group(context.Domain, all: true, [.. present, factory.Group(context.Domain, all: false, leaves)]);
    }

    private PredicateNode? BindBetween(
        BoundValue value, (Operand Low, Operand High) pair, OperandReader reader, Context context, string path)
    {
        PredicateNode? low = Side(pair.Low, Test.AtLeast, $"{path}[0]", out Point? from);
        PredicateNode? high = Side(pair.High, Test.AtMost, $"{path}[1]", out Point? to);
        if (from is not null && to is not null)
        {
            if (OperandOrder.IsReversed(pair.Low, pair.High, from, to))
            {
                Refuse(path, "operand.reversed", "The first bound of 'between' is above the second; swap them.");
                return null;
            }

            BoundRange range = from.Descends
                ? new BoundRange(to.From, to.IsFromIncluded, from.To, from.IsToIncluded)
                : new BoundRange(from.From, from.IsFromIncluded, to.To, to.IsToIncluded);
            return Lift(factory.Range(value.Node, range), value.Hops);
        }

        return low is null || high is null ? null : factory.Group(context.Domain, all: true, [low, high]);

        PredicateNode? Side(Operand operand, Test test, string place, out Point? point)
        {
            point = null;
            if (operand is Operand.Attribute other)
                return BindComparison(value, test, other, context, place);
            point = reader.Point(operand, place);
            return point is null ? null : Ordered(value, test, point);
        }
    }

    private PredicateNode Ordered(BoundValue value, Test test, Point point)
    {
        // An elapsed time grows as its instant goes back, so that its comparisons turn round.
        if (point.Descends)
        {
            test = test switch
            {
                Test.Less => Test.Greater,
                Test.AtMost => Test.AtLeast,
                Test.Greater => Test.Less,
                Test.AtLeast => Test.AtMost,
                _ => test,
            };
        }

        BoundRange range = test switch
        {
            Test.Equal => new BoundRange(point.From, point.IsFromIncluded, point.To, point.IsToIncluded),
            Test.Less => new BoundRange(null, false, point.From, !point.IsFromIncluded),
            Test.AtMost => new BoundRange(null, false, point.To, point.IsToIncluded),
            Test.Greater => new BoundRange(point.To, !point.IsToIncluded, null, false),
            _ => new BoundRange(point.From, point.IsFromIncluded, null, false),
        };
        return Lift(factory.Range(value.Node, range), value.Hops);
    }

    private PredicateNode Point(BoundValue value, Rational constant) =>
        Lift(factory.Range(value.Node, new BoundRange(Bound.Of(constant), true, Bound.Of(constant), true)), value.Hops);

    private PredicateNode? BindComparison(BoundValue value, Test test, Operand.Attribute operand, Context context, string path)
    {
        if (value.Type is not (AttributeType.Integer or AttributeType.Decimal))
        {
            Refuse(path, "operand.relative", $"Another attribute is a value for numbers only, not for type {Words.Of(value.Type)}.");
            return null;
        }

        if (decimal.Round(operand.Times, 6) != operand.Times)
            Refuse($"{path}.times", "number.precision", "The factor has more than 6 decimal places; round it.");
        if (ResolveAttribute(operand.Path, context, $"{path}.attribute") is not { } other)
            return null;
        if (other.Type is not (AttributeType.Integer or AttributeType.Decimal))
        {
            Refuse($"{path}.attribute", "operand.type", $"'{operand.Path}' is of type {Words.Of(other.Type)}, not a number; name a number.");
            return null;
        }

        Comparison comparison = test switch
        {
            Test.Equal => Comparison.Equal,
            Test.Less => Comparison.Less,
            Test.AtMost => Comparison.AtMost,
            Test.Greater => Comparison.Greater,
            _ => Comparison.AtLeast,
        };
        return factory.Compare(Lift(value).Node, comparison, Lift(other).Node, Rational.Of(operand.Times));
    }
}
