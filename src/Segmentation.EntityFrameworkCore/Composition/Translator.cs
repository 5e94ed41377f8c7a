using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Segmentation.Predicates;
using Segmentation.Sql;
using Segmentation.Time;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// Turns a segment's membership into an expression over the host's rows, for one instant. What the database would not
/// answer exactly is refused; the rest is translated all the same, so that every refusal is reported. Every literal, list
/// and instant is a parameter. Each leaf says itself what it is for a missing value, so that nothing rests on how the
/// context treats nulls. For one translation.
/// </summary>
internal sealed partial class Translator : ConditionTranslator<Expression, RowScope>
{
    private readonly ModelMap _map;
    private int _rows;

    private Translator(ModelMap map, Frame frame, int limit)
        : base(frame, limit) => _map = map;

    /// <summary>Whether a row of the subject is a member.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="map">Where attributes and relations are.</param>
    /// <param name="row">The row.</param>
    /// <param name="limit">How many nodes the segment may have, those of segments that it refers to included.</param>
    /// <exception cref="CompositionRefusedException">The database would not answer it exactly; every condition that is at fault is listed.</exception>
    public static Expression Membership(BoundSegment segment, DateTimeOffset asOf, ModelMap map, ParameterExpression row, int limit)
    {
        MappedRoot root = map.Roots[map.Schema.Subject.Name];
        RowScope scope = RowScope.Of(segment.Membership.Domain, new MappedRow(row, root.Mapping, root.Type));
        return new Translator(map, new Frame(asOf), limit).Membership(segment, scope, map.Provider.ToString());
    }

    protected override Expression Constant(bool value) => Logic.Constant(value);

    protected override Expression Given(bool value) => Term.Of(value);

    protected override Expression All(params Expression?[] conditions) => Logic.All(conditions);

    protected override Expression Any(params Expression[] conditions) => Logic.Any(conditions);

    protected override Expression Not(Expression condition) => Logic.Not(condition);

    protected override Question.Has Asked(SetNode set)
    {
        if (set.Hierarchy is { } tree && _map.Roots.ContainsKey(tree.Rows.Entity.Name))
            throw new Refusal("compose.tree", $"a value also stands for what lies below it in the tree of '{tree.Rows.Entity.Name}', however deep");
        return new Question.Has(set.Literals, set.All, set.IsCaseSensitive);
    }

    protected override Expression IsListed(ListedNode listed, RowScope scope)
    {
        MappedRow row = scope[listed.Domain];
        KeyMapping key = _map.KeyOf(row.Mapping, row.Type)!;
        Expression value = Substitution.Apply(key.Value, row.Row);
        if (_map.ValueOf(key.Value, row.Type).Stored is not { } stored || HasConverter(stored))
            throw new Refusal("compose.key", "the sticky lists name customers by a key that is computed or converted; map a key that is a column");
        SubjectKey[] keys = [.. listed.Keys.Select(k => SubjectKey.Parse(k, key.Kind)).OfType<SubjectKey>()];
        return key.Kind switch
        {
            KeyKind.Integer => new IntegerComparand(value).In([.. keys.Select(k => new Rational(k.Integer))]),
            KeyKind.Guid => Sequences.Contains(Term.List((Guid[])[.. keys.Select(k => k.Guid)]), value),
            _ => Sequences.Contains(Term.List((string[])[.. keys.Select(k => k.ToString())]), CodePointText(value, stored)),
        };
    }

    private ParameterExpression NewRow(Type type) => Expression.Parameter(type, $"r{_rows++}");
}
