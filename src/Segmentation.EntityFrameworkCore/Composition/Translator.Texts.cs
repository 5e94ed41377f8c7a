using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

internal sealed partial class Translator
{
    // So many replacements, or a multiple, always: literals with a few accented letters share a statement.
    private const int ReplacementStep = 4;

    private Expression TestText(HostColumn host, Question.Text question)
    {
        // What a map says of a whole part is known before the query is.
        if (host.Value is ConstantExpression { Value: string known })
            return Logic.Constant(question.IsSatisfiedBy(known));
        if (host.Mapping.Settings.Choices is { } choices)
            return Sequences.Contains(Term.List(Chosen(choices, question, host.Value.Type)), host.Value);
        Expression text = host.Property is { } property ? CodePointText(host.Value, property) : Collated(host.Value);
        return Logic.All(Logic.IsPresent(host.Value), Matches(text, question));
    }

    /// <summary>The host's values whose choice satisfies: decided here, so that the database compares what it stores.</summary>
    private static Array Chosen(List<(object? Value, string Choice)> choices, Question.Text question, Type type)
    {
        object[] values = [.. choices.Where(c => question.IsSatisfiedBy(c.Choice)).Select(c => c.Value!)];
        Array typed = Array.CreateInstance(Nullable.GetUnderlyingType(type) ?? type, values.Length);
        values.CopyTo(typed, 0);
        return typed;
    }

    /// <summary>Whether a text of the database, compared by code points, satisfies.</summary>
    private static Expression Matches(Expression text, Question.Text question)
    {
        IReadOnlyList<string> literals = question.Literals;
        if (!question.IsCaseSensitive)
            (text, literals) = Folded(text, literals);
        if (question.Test == TextTest.In)
            return Sequences.Contains(Term.List(literals.ToArray()), text);
        Expression literal = Term.Of(literals[0]);
        Expression place = Expression.Call(text, nameof(string.IndexOf), null, literal);
        return question.Test switch
        {
            TextTest.Contains => Expression.GreaterThanOrEqual(place, Expression.Constant(0)),
            TextTest.BeginsWith => Expression.Equal(place, Expression.Constant(0)),
            _ => EndsWith(text, literals[0], literal),
        };
    }

    // Databases count code points; a shorter text gives a shorter end, which equals nothing.
    private static BinaryExpression EndsWith(Expression text, string value, Expression literal)
    {
        Expression start = Expression.Subtract(Expression.Property(text, nameof(string.Length)), Term.Of(value.EnumerateRunes().Count()));
        return Expression.Equal(Expression.Call(text, nameof(string.Substring), null, start), literal);
    }

    /// <summary>
    /// A text folded as the literals are: A to Z by the database, then the other letters of the literals, and only those,
    /// by replacing each variant. All other letters stay as they are, and equal none of the literals'.
    /// </summary>
    private static (Expression Text, IReadOnlyList<string> Literals) Folded(Expression text, IReadOnlyList<string> literals)
    {
        (string[] folded, IReadOnlyList<(string Variant, string Folded)> replacements) = CaseClasses.Fold(literals);
        text = Expression.Call(text, nameof(string.ToLower), null);
        int steps = (replacements.Count + ReplacementStep - 1) / ReplacementStep * ReplacementStep;
        for (int i = 0; i < steps; i++)
        {
            (string variant, string common) = replacements[Math.Min(i, replacements.Count - 1)];
            text = Expression.Call(text, nameof(string.Replace), null, Term.Of(variant), Term.Of(common));
        }

        return (text, folded);
    }

    /// <summary>A stored text, compared by code points whatever the column's collation.</summary>
    private MethodCallExpression CodePointText(Expression value, IProperty property)
    {
        string stored = StoreType(property);
        if (HasConverter(property))
            throw new Refusal("compose.converter", $"'{property.Name}' is stored through a value converter, and what it makes of a text is not known");
        bool isPlain = _map.Provider == Provider.Sqlite
            || stored == "text" || stored.StartsWith("character varying", StringComparison.Ordinal) || stored.StartsWith("varchar", StringComparison.Ordinal);
        if (!isPlain)
            throw new Refusal("compose.text", $"'{property.Name}' is of the type {stored}, which compares in its own way; store it as text");
        return Collated(value);
    }

    private MethodCallExpression Collated(Expression text) => KeyOrder.Collated(text, Providers.CodePointCollation(_map.Provider)!);

    /// <summary>Texts joined by a separator, without those that are missing or empty.</summary>
    protected override Expression TestJoined(JoinNode join, Question question, RowScope scope)
    {
        var pieces = new List<Expression>();
        var before = new List<Expression>();
        foreach (ValueNode part in join.Values)
        {
            Expression text = Text(part, scope);
            Expression isThere = Logic.All(Logic.IsPresent(text), Expression.NotEqual(text, Expression.Constant("")));
            Expression piece = before.Count == 0 ? text : Expression.Condition(Logic.Any([.. before]), Concat(Expression.Constant(join.Separator), text), text);
            pieces.Add(Expression.Condition(isThere, piece, Expression.Constant("")));
            before.Add(isThere);
        }

        Expression joined = pieces.Aggregate(Concat);
        return Logic.All(Logic.Any([.. before]), question is Question.Text asked ? Matches(joined, asked) : null);

        static Expression Concat(Expression left, Expression right) =>
            Expression.Add(left, right, typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string)]));
    }

    /// <summary>A text as one expression, null where it is missing.</summary>
    private Expression Text(ValueNode value, RowScope scope)
    {
        switch (value)
        {
            case ColumnNode column when Host(column, scope) is { Property: { } property, Mapping.Settings.Choices: null } host:
                return CodePointText(host.Value, property);
            case AncestorValueNode ancestor:
                return Text(ancestor.Value, scope);
            case OneValueNode { Value.Domain: SelectedDomain selected } one when ChosenPart(selected, scope) is { } chosen:
                return Optional(chosen.IsThere ?? Logic.True, Text(one.Value, scope.With(selected, chosen.Row)));
            case OneValueNode { Value.Domain: SelectedDomain selected } one:
                (Expression rows, ParameterExpression row, RowScope within) = Chosen(selected, scope);
                return Sequences.FirstOrDefault(Sequences.Select(rows, row, Text(one.Value, within)), typeof(string));
            case OneValueNode { Value.Domain: OwnedDomain part } one:
                (Expression? isThere, MappedRow found) = Part(part, scope);
                return Optional(isThere ?? Logic.True, Text(one.Value, scope.With(part, found)));
            case ChoiceOfNode { Greatest: false } first:
                return first.Values.Select(v => Text(v, scope)).Aggregate(Expression.Coalesce);
            default:
                throw new Refusal("compose.value", "a text that is computed from others is joined in process only");
        }
    }

    private Expression TestSet(HostColumn host, Question.Has question)
    {
        Type element = ElementType(host);
        ParameterExpression item = NewRow(element);
        Expression text = Collated(item);
        IReadOnlyList<string> literals = question.Literals;
        if (!question.IsCaseSensitive)
            (text, literals) = Folded(text, literals);
        Expression list = Term.List(literals.ToArray());
        if (!question.All)
            return Sequences.Any(host.Value, item, Sequences.Contains(list, text));
        ParameterExpression literal = NewRow(typeof(string));
        return Sequences.All(list, literal, Sequences.Any(host.Value, item, Expression.Equal(text, literal)));
    }

    private Expression IsNotEmpty(HostColumn host) => Sequences.Any(host.Value, NewRow(ElementType(host)), Logic.True);

    private static Type ElementType(HostColumn host)
    {
        Type type = host.Value.Type.GetInterfaces().Append(host.Value.Type)
            .First(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GetGenericArguments()[0];
        if (host.Property is { } property && property.FindTypeMapping()?.ElementTypeMapping is null)
            throw new Refusal("compose.set", $"'{property.Name}' is a set behind a value converter, which the database cannot look into; map it as a primitive collection");
        return type;
    }
}
