using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

internal sealed partial class Translator
{
    /// <summary>Whether a value satisfies a question. What the value is made of is asked, rather than the value made, so that columns are compared as they are.</summary>
    private Expression Test(ValueNode value, Question question, RowScope scope)
    {
        switch (value)
        {
            case ColumnNode column:
                return TestColumn(column, question, scope);
            case OneValueNode one:
                return OnStep(one.Value.Domain, scope, inner => Test(one.Value, question, inner));
            case AncestorValueNode ancestor:
                return Test(ancestor.Value, question, scope);
            case ReferredValueNode referred:
                return OnReferred(referred.Domain, referred.Relation, referred.Value.Domain, scope, inner => Test(referred.Value, question, inner));
            case NotAfterAsOfNode past:
                return Logic.All(Test(past.Value, UpToAsOf, scope), question is Question.Present ? null : Test(past.Value, question, scope));
            case ChoiceOfNode { Greatest: false } first:
                return TestFirst(first, question, scope);
            case ChoiceOfNode greatest:
                return TestGreatest(greatest, question, scope);
            case TruthNode truth:
                return TestTruth(truth, question, scope);
            case JoinNode join:
                return TestJoined(join, question, scope);
            case AnniversaryNode anniversary:
                return TestAnniversary(anniversary, question, scope);
            case AggregateNode aggregate:
                return TestAggregate(aggregate, question, scope);
            case ArithmeticNode arithmetic:
                return TestNumber(Made(arithmetic, scope), question);
            case MeanDaysNode:
                throw new Refusal("compose.mean", "the mean time between rows is a quotient of an interval, which databases round");
            default:
                throw new InvalidOperationException($"The value {value.GetType().Name} is unknown.");
        }
    }

    private Question.Between UpToAsOf => new(null, false, new Rational(_frame.LastMicrosecond), true);

    private Expression TestColumn(ColumnNode column, Question question, RowScope scope)
    {
        HostColumn host = Host(column, scope);
        return question switch
        {
            Question.Text text => TestText(host, text),
            Question.Has set => TestSet(host, set),
            Question.Present when column.Attribute.Type == AttributeType.Set => Logic.All(Logic.IsPresent(host.Value), IsNotEmpty(host)),
            Question.Present => Logic.All(Logic.IsPresent(host.Value)),
            _ => TestNumber(Ordered(host, column), question),
        };
    }

    private static Expression TestNumber(Comparand value, Question question) => Logic.All(Logic.IsPresent(value.Value), question switch
    {
        Question.Present => null,
        Question.Between range => Logic.All(
            range.Low is { } low ? value.From(low, range.LowIncluded) : null,
            range.High is { } high ? value.To(high, range.HighIncluded) : null),
        Question.OneOf list => value.In(list.List),
        _ => throw new InvalidOperationException($"An ordered value is not asked {question}."),
    });

    /// <summary>The first present value satisfies: each is asked where those before it are missing.</summary>
    private Expression TestFirst(ChoiceOfNode first, Question question, RowScope scope)
    {
        var tests = new List<Expression>();
        var missing = new List<Expression>();
        foreach (ValueNode value in first.Values)
        {
            tests.Add(Logic.All([.. missing, Test(value, question, scope)]));
            missing.Add(Logic.Not(Test(value, new Question.Present(), scope)));
        }

        return Logic.Any([.. tests]);
    }

    /// <summary>The greatest present value satisfies: one reaches the lower bound, and none is beyond the upper one.</summary>
    private Expression TestGreatest(ChoiceOfNode greatest, Question question, RowScope scope)
    {
        if (question is Question.OneOf list)
            return Logic.Any([.. list.List.Select(v => TestGreatest(greatest, new Question.Between(v, true, v, true), scope))]);
        if (question is not Question.Between range)
            return Logic.Any([.. greatest.Values.Select(v => Test(v, question, scope))]);
        var reaching = new Question.Between(range.Low, range.LowIncluded, null, false);
        Expression reached = Logic.Any([.. greatest.Values.Select(v => Test(v, range.Low is null ? new Question.Present() : reaching, scope))]);
        if (range.High is not { } high)
            return reached;
        var beyond = new Question.Between(high, !range.HighIncluded, null, false);
        return Logic.All(reached, Logic.Not(Logic.Any([.. greatest.Values.Select(v => Test(v, beyond, scope))])));
    }

    private Expression TestTruth(TruthNode truth, Question question, RowScope scope) =>
        (question.IsSatisfiedBy(new Rational(0)), question.IsSatisfiedBy(new Rational(1))) switch
        {
            (true, true) => Logic.True,
            (false, true) => Translate(truth.Predicate, scope),
            (true, false) => Logic.Not(Translate(truth.Predicate, scope)),
            _ => Logic.False,
        };

    private Comparand Ordered(ColumnNode column, RowScope scope) => Ordered(Host(column, scope), column);

    private HostColumn Host(ColumnNode column, RowScope scope)
    {
        MappedRow row = scope[column.Domain];
        AttributeMapping mapping = row.Mapping.FindAttribute(column.Attribute.Name) ?? throw NotMapped(row.Mapping, column.Attribute.Name);
        if (mapping.Attribute.Type != column.Attribute.Type)
            throw new Refusal("compose.schema", $"'{column.Attribute.Name}' is mapped as {mapping.Attribute.Type} and asked for as {column.Attribute.Type}; bind and map with one schema");
        Expression value = Substitution.Apply(mapping.Value, row.Row);
        HostValue apart;
        try
        {
            apart = _map.ValueOf(mapping.Value, row.Type);
        }
        catch (UnmappedException e)
        {
            throw new Refusal("compose.unmapped", e.Message);
        }

        if (apart.Stored is null)
            RequireExact(mapping, row, apart);
        return new HostColumn(mapping, value, apart.Stored);
    }

    /// <summary>What a map makes of several values is asked only where every database makes the same of them.</summary>
    private void RequireExact(AttributeMapping mapping, MappedRow row, HostValue apart)
    {
        foreach (IProperty part in apart.Leaves.Select(l => l.Property).OfType<IProperty>())
        {
            if (HasConverter(part) && mapping.Attribute.Type is not (AttributeType.Text or AttributeType.Choice))
                throw new Refusal("compose.converter", $"'{part.Name}' is stored through a value converter, whose order is not known");
            if (part.ClrType == typeof(string))
                CodePointText(Expression.Constant(""), part);
            if ((Nullable.GetUnderlyingType(part.ClrType) ?? part.ClrType) == typeof(decimal))
                RequireExactDecimal(part, mapping.Attribute.Name);
        }

        if (!ExactExpression.Is(mapping.Value, row.Type, _map))
            throw new Refusal("compose.computed", $"the map computes '{mapping.Attribute.Name}' by {mapping.Value.Body}, which the database may compute otherwise; map a column");
    }

    private static bool HasConverter(IProperty property) => property.FindTypeMapping()?.Converter is not null;

    private static string StoreType(IProperty property) => property.FindRelationalTypeMapping()?.StoreType.ToLowerInvariant() ?? "";
}

/// <summary>A mapped attribute of a row in a query.</summary>
/// <param name="Mapping">How it is mapped.</param>
/// <param name="Value">The host's value.</param>
/// <param name="Property">The property that it is; null where the map has a constant or a choice of such.</param>
internal sealed record HostColumn(AttributeMapping Mapping, Expression Value, IProperty? Property);
