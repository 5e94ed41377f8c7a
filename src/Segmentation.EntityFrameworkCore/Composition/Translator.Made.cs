using System.Linq.Expressions;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

internal sealed partial class Translator
{
    private const int DecimalDigits = 28;

    // A customer has fewer rows than a million: so many digits more has their sum.
    private const int DigitsOfRows = 6;

    /// <summary>A value as one expression over the row, null where it is missing: what is compared with another value, or counted.</summary>
    private Comparand Made(ValueNode value, RowScope scope)
    {
        switch (value)
        {
            case ColumnNode column:
                return Ordered(column, scope);
            case OneValueNode one:
                return OnlyOne(one, scope);
            case AncestorValueNode ancestor:
                return Made(ancestor.Value, scope);
            case ReferredValueNode referred:
                return Referred(referred, scope);
            case NotAfterAsOfNode past:
                Comparand instant = Made(past.Value, scope);
                return instant.With(Optional(TestNumber(instant, UpToAsOf), instant.Value));
            case ChoiceOfNode choice:
                return Choice(choice, scope);
            case AggregateNode aggregate:
                return Figure(aggregate, scope);
            case ArithmeticNode arithmetic:
                return Calculated(arithmetic, scope);
            case TruthNode truth:
                return new BooleanComparand(Translate(truth.Predicate, scope));
            case AnniversaryNode { CompletedYears: true } years:
                return CompletedYears(years, scope);
            case AnniversaryNode:
                throw new Refusal("compose.birthday", "the days until a birthday are compared with constants only");
            case MeanDaysNode:
                throw new Refusal("compose.mean", "the mean time between rows is a quotient of an interval, which databases round");
            default:
                throw new Refusal("compose.value", "texts and sets are compared with constants only");
        }
    }

    private static Expression Optional(Expression test, Expression value) => test == Logic.True
        ? value
        : Expression.Condition(test, Logic.Lift(value), Expression.Constant(null, Logic.Lift(value).Type));

    private Comparand OnlyOne(OneValueNode one, RowScope scope)
    {
        switch (one.Value.Domain)
        {
            case SelectedDomain selected when ChosenPart(selected, scope) is { } chosen:
                Comparand ofPart = Made(one.Value, scope.With(selected, chosen.Row));
                return ofPart.With(Optional(chosen.IsThere ?? Logic.True, ofPart.Value));
            case SelectedDomain selected:
                (Expression rows, ParameterExpression row, RowScope within) = Chosen(selected, scope);
                return FirstOf(rows, row, Made(one.Value, within));
            case OwnedDomain { Relation.IsToMany: false } part:
                (Expression? isThere, MappedRow found) = Part(part, scope);
                Comparand value = Made(one.Value, scope.With(part, found));
                return value.With(Optional(isThere ?? Logic.True, value.Value));
            default:
                throw new InvalidOperationException($"The rows of {one.Value.Domain.GetType().Name} are not at most one.");
        }
    }

    private Comparand Referred(ReferredValueNode referred, RowScope scope)
    {
        DomainNode to = referred.Value.Domain;
        if (Navigation(referred.Domain, referred.Relation, scope) is { } row)
        {
            Comparand value = Made(referred.Value, scope.With(to, row));
            return value.With(Optional(Expression.NotEqual(row.Row, Expression.Constant(null, row.Row.Type)), value.Value));
        }

        (Expression rows, ParameterExpression target, Expression isIt, MappedRow found) = ByKey(referred.Domain, referred.Relation, scope);
        return FirstOf(Sequences.Where(rows, target, isIt), target, Made(referred.Value, scope.With(to, found)));
    }

    private static Comparand FirstOf(Expression rows, ParameterExpression row, Comparand value)
    {
        Expression lifted = Logic.Lift(value.Value);
        return value.With(Sequences.FirstOrDefault(Sequences.Select(rows, row, lifted), lifted.Type));
    }

    private Comparand Choice(ChoiceOfNode choice, RowScope scope)
    {
        Comparand[] values = Common([.. choice.Values.Select(v => Made(v, scope))]);
        return values.Aggregate((left, right) => left.With(choice.Greatest
            ? Expression.Condition(
                Logic.Any(Logic.Not(Logic.All(Logic.IsPresent(right.Value))), Logic.All(Logic.IsPresent(left.Value), Logic.Compare(ExpressionType.GreaterThanOrEqual, left.Value, right.Value))),
                Logic.Lift(left.Value), Logic.Lift(right.Value))
            : Expression.Coalesce(Logic.Lift(left.Value), Logic.Lift(right.Value))));
    }

    private DecimalComparand Calculated(ArithmeticNode node, RowScope scope)
    {
        Comparand[] parts = [Made(node.Left, scope), Made(node.Right, scope)];
        // A sum of integers may not fit 64 bits, which a database reports as an error; decimals have room.
        (Expression left, Expression right) = (AsDecimal(parts[0].Value), AsDecimal(parts[1].Value));
        Expression value = node.Operation switch
        {
            Arithmetic.Add => Expression.Add(left, right),
            Arithmetic.Subtract => Expression.Subtract(left, right),
            _ => Expression.Multiply(left, right),
        };
        int digits = node.Operation == Arithmetic.Multiply
            ? RequireRoom(parts[0].Digits + parts[1].Digits, "the product")
            : Math.Max(parts[0].Digits, parts[1].Digits) + 1;
        return new DecimalComparand(value, _map.Provider, digits);
    }

    /// <summary>SQLite multiplies in decimals of 28 digits and rounds what has more; PostgreSQL keeps them all.</summary>
    private int RequireRoom(int digits, string what) => _map.Provider != Provider.Sqlite || digits <= DecimalDigits
        ? digits
        : throw new Refusal("compose.digits", $"{what} may have {digits} digits, of which SQLite keeps {DecimalDigits}; declare the columns' precision by HasPrecision(…)");

    private static UnaryExpression AsDecimal(Expression value) => Expression.Convert(value, typeof(decimal?));

    /// <summary>The values with one type for all: decimals where some are.</summary>
    private Comparand[] Common(Comparand[] values)
    {
        if (values.Select(v => Nullable.GetUnderlyingType(v.Value.Type) ?? v.Value.Type).Distinct().Count() == 1
            && values.Select(v => v.GetType()).Distinct().Count() == 1)
            return values;
        if (values.All(v => v is IntegerComparand))
            return Array.ConvertAll(values, v => v.With(Expression.Convert(v.Value, typeof(long?))));
        return values.All(v => v is IntegerComparand or DecimalComparand)
            ? Array.ConvertAll(values, v => (Comparand)new DecimalComparand(AsDecimal(v.Value), _map.Provider, v.Digits))
            : throw new Refusal("compose.value", "the values that one is chosen from are stored in different ways");
    }

    protected override Expression Compare(CompareNode compare, RowScope scope)
    {
        if (IsQuotient(compare.Value) || IsQuotient(compare.Other))
            throw new Refusal("compose.quotient", "an average is compared with constants only; compare its sum and count");
        Comparand value = Made(compare.Value, scope), other = Made(compare.Other, scope);
        (Expression left, Expression right) = (AsDecimal(value.Value), AsDecimal(other.Value));
        decimal factor = DecimalComparand.Exact(compare.Times)!.Value;
        if (factor != 1)
            RequireRoom(other.Digits + Int128.Abs(Decimals.Normalise(factor).Unscaled).ToString(System.Globalization.CultureInfo.InvariantCulture).Length, "the scaled value");
        Expression times = Term.Of(factor);
        Expression scaled = Expression.Multiply(right, Expression.Convert(times, typeof(decimal?)));
        ExpressionType[] operators = compare.Comparison switch
        {
            // Two bounds, as for any decimal.
            Comparison.Equal => [ExpressionType.GreaterThanOrEqual, ExpressionType.LessThanOrEqual],
            Comparison.Less => [ExpressionType.LessThan],
            Comparison.AtMost => [ExpressionType.LessThanOrEqual],
            Comparison.Greater => [ExpressionType.GreaterThan],
            _ => [ExpressionType.GreaterThanOrEqual],
        };
        return Logic.All([
            Logic.IsPresent(value.Value), Logic.IsPresent(other.Value), .. operators.Select(o => (Expression)Expression.MakeBinary(o, left, scaled))]);
    }

    private static bool IsQuotient(ValueNode value) => value switch
    {
        AggregateNode { Function: AggregateFunction.Average } or MeanDaysNode => true,
        OneValueNode one => IsQuotient(one.Value),
        AncestorValueNode ancestor => IsQuotient(ancestor.Value),
        ReferredValueNode referred => IsQuotient(referred.Value),
        _ => false,
    };
}
