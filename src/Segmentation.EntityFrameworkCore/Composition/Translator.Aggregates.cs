using System.Linq.Expressions;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

internal sealed partial class Translator
{
    protected override Expression TestAverage(AggregateNode aggregate, Question question, RowScope scope)
    {
        (Expression rows, ParameterExpression row, RowScope inner) = Rows(aggregate, scope);
        Comparand of = MadeOf(aggregate, row, inner);
        Expression present = Sequences.Where(rows, row, Logic.All(Logic.IsPresent(of.Value)));
        Expression isThere = Sequences.Any(present, row, Logic.True);
        if (question is Question.Present)
            return isThere;
        Expression sum = Sequences.Sum(present, row, AsDecimal(of.Value));
        Expression count = Expression.Convert(Expression.Convert(Sequences.Count(present, row.Type), typeof(decimal)), typeof(decimal?));
        return Logic.All(isThere, question switch
        {
            Question.Between range => Within(range),
            Question.OneOf list => Logic.Any([.. list.List.Select(v => Within(new Question.Between(v, true, v, true)))]),
            _ => throw new InvalidOperationException($"An average is not asked {question}."),
        });

        Expression Within(Question.Between range) => Logic.All(
            range.Low is { } low ? Side(low, range.LowIncluded ? ExpressionType.GreaterThanOrEqual : ExpressionType.GreaterThan) : null,
            range.High is { } high ? Side(high, range.HighIncluded ? ExpressionType.LessThanOrEqual : ExpressionType.LessThan) : null);

        Expression Side(Rational bound, ExpressionType comparison)
        {
            if (DecimalComparand.Exact(bound) is not { } exact || (_map.Provider == Provider.Sqlite && HasManyDigits(exact)))
                throw new Refusal("compose.digits", $"the average is compared with {bound.Numerator}/{bound.Denominator}, of which the database has fewer digits when it is multiplied");
            return Expression.MakeBinary(comparison, sum, Expression.Multiply(count, Expression.Convert(Term.Of(exact), typeof(decimal?))));
        }
    }

    // SQLite multiplies in decimals of 28 digits: so many are left for the number of values.
    private static bool HasManyDigits(decimal value) => Int128.Abs(Decimals.Unscaled(value)) >= 1_000_000_000_000_000_000;

    /// <summary>A figure as one expression.</summary>
    private Comparand Figure(AggregateNode aggregate, RowScope scope)
    {
        (Expression rows, ParameterExpression row, RowScope inner) = Rows(aggregate, scope);
        switch (aggregate.Function)
        {
            case AggregateFunction.Count:
                return new IntegerComparand(Sequences.Count(rows, row.Type));
            case AggregateFunction.CountDistinct:
                return new IntegerComparand(Distinct(aggregate, rows, row, inner));
            case AggregateFunction.Sum:
                // Integers, too, as decimals: their sum may not fit 64 bits.
                Comparand of = MadeOf(aggregate, row, inner);
                Expression sum = Sequences.Sum(rows, row, AsDecimal(of.Value));
                // Over nothing it is 0, never missing.
                return new DecimalComparand(Expression.Convert(sum, typeof(decimal)), _map.Provider, of.Digits + DigitsOfRows);
            case AggregateFunction.Average:
                throw new Refusal("compose.quotient", "an average is compared with constants only; compare its sum and count");
            default:
                Comparand value = MadeOf(aggregate, row, inner);
                return value.With(Sequences.Extreme(rows, row, Logic.Lift(value.Value), aggregate.Function == AggregateFunction.Max));
        }
    }

    /// <summary>What a figure is of; refused where no row has a part in it, as SQL counts such a figure to the statement around.</summary>
    private Comparand MadeOf(AggregateNode aggregate, ParameterExpression row, RowScope inner)
    {
        Comparand of = Made(aggregate.Of!, inner);
        if (_map.Provider == Provider.Sqlite && Sequences.HasOne(of.Value))
            throw NeedsApply("a figure of what is itself found in other rows");
        return Substitution.Replace(of.Value, row, Expression.Parameter(row.Type)) != of.Value
            ? of
            : throw new Refusal("compose.outer", "the figure is of a value of a row above, which is the same for every row; compare that value");
    }

    private static Refusal NeedsApply(string what) =>
        new("compose.apply", $"{what} takes a subquery for each row of another, which SQLite cannot join");

    private Expression Distinct(AggregateNode aggregate, Expression rows, ParameterExpression row, RowScope inner)
    {
        Comparand of = MadeOf(aggregate, row, inner);
        if (_map.Provider == Provider.Sqlite && of is DecimalComparand or InstantComparand)
            throw new Refusal("compose.distinct", "SQLite stores these values as text, of which several may be equal");
        if (of is InstantComparand local && (Nullable.GetUnderlyingType(local.Value.Type) ?? local.Value.Type) == typeof(DateTime))
            throw new Refusal("compose.distinct", "several local times may be one instant");
        Expression values = Sequences.Select(Sequences.Where(rows, row, Logic.All(Logic.IsPresent(of.Value))), row, of.Value);
        return Sequences.Count(Sequences.Distinct(values, of.Value.Type), of.Value.Type);
    }

    /// <summary>The rows that count for a figure, flattened over all relations on the way, with what each row can speak of.</summary>
    private (Expression Rows, ParameterExpression Row, RowScope Scope) Rows(AggregateNode aggregate, RowScope scope)
    {
        (Expression Rows, ParameterExpression Row, RowScope Scope)? flat = null;
        RowScope current = scope;
        Expression isThere = Logic.True;
        foreach (DomainNode step in PathTo(aggregate.Rows, aggregate.Domain))
        {
            switch (step)
            {
                case OwnedDomain { Relation.IsToMany: true } owned:
                    Flatten(Children(owned, current), owned);
                    break;
                case SelectedDomain when flat is not null && _map.Provider == Provider.Sqlite:
                    throw NeedsApply("a figure over one row that is chosen for each of several");
                case SelectedDomain selected:
                    Flatten(Chosen(selected, current), selected);
                    break;
                case ReferredDomain referred when Navigation(referred.Parent!, referred.Relation, current) is null:
                    (Expression all, ParameterExpression target, Expression isIt, MappedRow row) = ByKey(referred.Parent!, referred.Relation, current);
                    Flatten((all, target, current.With(referred, row)), referred, isIt);
                    break;
                case ReferredDomain referred:
                    MappedRow one = Navigation(referred.Parent!, referred.Relation, current)!;
                    Pass(Expression.NotEqual(one.Row, Expression.Constant(null, one.Row.Type)), current.With(referred, one));
                    break;
                case OwnedDomain owned:
                    (Expression? there, MappedRow part) = Part(owned, current);
                    Pass(there, current.With(owned, part));
                    break;
                case AncestorDomain ancestor:
                    Pass(null, current.With(ancestor, current[ancestor.Target]));
                    break;
            }
        }

        if (flat is not { } rows)
            throw new Refusal("compose.one", $"a figure over the one row of '{aggregate.Rows.Entity.Name}' is its value; compare that");
        if (aggregate.Where is not null)
            rows.Rows = Sequences.Where(rows.Rows, rows.Row, Translate(aggregate.Where, current));
        return (rows.Rows, rows.Row, current);

        void Pass(Expression? test, RowScope next)
        {
            current = next;
            if (flat is { } above)
                flat = (Sequences.Where(above.Rows, above.Row, test ?? Logic.True), above.Row, current);
            else
                isThere = Logic.All(isThere, test);
        }

        // Which rows of a whole table are meant is tested after joining, as not every database joins a filtered subquery.
        void Flatten((Expression Rows, ParameterExpression Row, RowScope Scope) below, DomainNode domain, Expression? isMeant = null)
        {
            if (flat is not { } above)
            {
                flat = (Sequences.Where(below.Rows, below.Row, Logic.All(isThere, isMeant)), below.Row, below.Scope);
                current = below.Scope;
                return;
            }

            Type joined = typeof(Joined<,>).MakeGenericType(above.Row.Type, below.Row.Type);
            ParameterExpression next = NewRow(joined);
            Expression pair = Expression.New(joined.GetConstructors()[0], [above.Row, below.Row], joined.GetProperty("Outer")!, joined.GetProperty("Inner")!);
            current = below.Scope
                .Replace(above.Row, Expression.Property(next, "Outer"))
                .With(domain, below.Scope[domain] with { Row = Expression.Property(next, "Inner") });
            Expression rows = Sequences.SelectMany(above.Rows, above.Row, below.Rows, below.Row, pair);
            if (isMeant is not null)
            {
                isMeant = Substitution.Replace(isMeant, above.Row, Expression.Property(next, "Outer"));
                rows = Sequences.Where(rows, next, Substitution.Replace(isMeant, below.Row, Expression.Property(next, "Inner")));
            }

            flat = (rows, next, current);
        }
    }
}
